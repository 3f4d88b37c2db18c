import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { CounterIcon } from '../../ui/icons.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** Where a person helps. Nobody has been called: this machine cannot, and does not say so. */
export function Help({ screen, ...props }: ScreenProps<'help'>) {
  const { view, texts, act } = props
  const { helpScreen } = texts.visit
  const isAtWindow = screen.askedFrom === 'window'
  const isBrief = isAtWindow || screen.askedFrom === 'pass'
  const acts = (
    <>
      {isAtWindow ? null : (
        <Button onPress={() => act({ type: 'go-to-window' })}>{texts.dock.goToWindow(view.window)}</Button>
      )}
      <Button main onPress={() => act({ type: 'help-over' })}>
        {helpScreen.over}
      </Button>
    </>
  )
  return (
    <Frame {...props} middle="centred help" acts={acts} leave={screen.askedFrom !== 'attract'}>
      <CounterIcon />
      <Question title={helpScreen.title} help={helpScreen.where(view.helpWindow)}>
        <p className="quiet">{helpScreen.same}</p>
      </Question>
      <p className="aside">{isBrief ? helpScreen.noteBrief : helpScreen.note}</p>
    </Frame>
  )
}
