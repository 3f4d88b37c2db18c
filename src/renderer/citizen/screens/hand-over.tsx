import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** The hall's own page stands over the middle; until it does, and when it is hidden, this does. */
export function HandOver({ screen, ...props }: ScreenProps<'hand-over'>) {
  const { texts, act } = props
  const done = (
    <Button main onPress={() => act({ type: 'cancel' })}>
      {texts.dock.done}
    </Button>
  )
  return (
    <Frame {...props} middle="centred" acts={done}>
      <Question title={texts.handOver.goOn} help={screen.service} />
    </Frame>
  )
}
