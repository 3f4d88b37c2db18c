import { Frame } from '../../ui/frame.tsx'
import { RestingTerminal } from '../../ui/pictures/resting-terminal.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** The machine can check nobody; the window can. */
export function OutOfService({ screen: _screen, ...props }: ScreenProps<'out-of-service'>) {
  const { view, texts } = props
  return (
    <Frame {...props} middle="centred">
      <RestingTerminal />
      <Question title={texts.outOfService.title} help={texts.outOfService.help(view.window)} />
    </Frame>
  )
}
