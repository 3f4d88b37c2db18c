import { Frame } from '../../ui/frame.tsx'
import { SealedLetter } from '../../ui/pictures/sealed-letter.tsx'
import { Waiting } from '../../ui/pictures/waiting.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** The answer is awaited. */
export function Verifying({ screen: _screen, ...props }: ScreenProps<'verifying'>) {
  const { texts } = props
  return (
    <Frame {...props} middle="centred" leave>
      <Waiting>
        <SealedLetter />
      </Waiting>
      <Question title={texts.verifying.title} help={texts.verifying.help} />
      <PromiseBox text={texts.promise} />
    </Frame>
  )
}
