import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** Where to go instead. */
export function Window({ screen: _screen, ...props }: ScreenProps<'window'>) {
  const { view, texts, act } = props
  const done = (
    <Button main onPress={() => act({ type: 'cancel' })}>
      {texts.dock.done}
    </Button>
  )
  return (
    <Frame {...props} middle="centred" acts={done}>
      <div className="plate" aria-hidden="true">
        <b>{view.window}</b>
        <span>{texts.window.plate}</span>
      </div>
      <Question title={texts.window.title(view.window)} help={texts.window.help}>
        <p className="quiet">{texts.window.same}</p>
      </Question>
    </Frame>
  )
}
