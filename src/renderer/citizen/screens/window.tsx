import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Slip } from './slip.tsx'

/** Where to go instead, and the number to wait with where the hall gives one. */
export function Window({ screen: _screen, ...props }: ScreenProps<'window'>) {
  const { view, texts, act } = props
  const done = (
    <Button main onPress={() => act({ type: 'cancel' })}>
      {texts.dock.done}
    </Button>
  )
  return (
    <Frame {...props} middle={view.slip === null ? 'centred' : 'centred with-slip'} acts={done}>
      <div className="plate" aria-hidden="true">
        <b>{view.window}</b>
        <span>{texts.window.plate}</span>
      </div>
      <Question title={texts.window.title(view.window)} help={texts.window.help}>
        {view.slip === null ? <p className="quiet">{texts.window.same}</p> : null}
      </Question>
      {view.slip === null ? null : <Slip number={view.slip} texts={texts.handOver} />}
    </Frame>
  )
}
