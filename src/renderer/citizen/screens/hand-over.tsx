import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/**
 * The hall's own page stands over the middle (`hallPageBounds` in src/main/shell); until it does, and while it is
 * hidden, this does. What the terminal says stands around it, where the page cannot draw.
 */
export function HandOver({ screen, ...props }: ScreenProps<'hand-over'>) {
  const { texts, act } = props
  const done = (
    <Button main onPress={() => act({ type: 'cancel' })}>
      {texts.dock.done}
    </Button>
  )
  return (
    <Frame {...props} middle="hall-page" acts={done}>
      <p className="own-page">{texts.handOver.ownPage}</p>
      <div className="page-place">
        <Question title={texts.handOver.opening} help={screen.service} />
      </div>
    </Frame>
  )
}
