import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { TerminalAndPhone } from '../../ui/pictures/terminal-and-phone.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** Nobody is there: what this machine does, and where to touch. */
export function Attract({ screen: _screen, ...props }: ScreenProps<'attract'>) {
  const { view, texts, act } = props
  const straightToWindow = (
    <Button onPress={() => act({ type: 'go-to-window' })}>
      {texts.attract.straightToWindow(view.window)}
    </Button>
  )
  return (
    <Frame {...props} middle="attract" acts={straightToWindow}>
      <Question title={texts.attract.title} help={texts.attract.help} />
      <TerminalAndPhone />
      <Button main className="start" onPress={() => act({ type: 'start' })}>
        {texts.attract.start}
      </Button>
      <PromiseBox text={texts.promise} />
    </Frame>
  )
}
