import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Title } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { Slip } from './slip.tsx'

/** The platform said pass. Nothing more is asked of the citizen; what follows is the hall's. */
export function Pass({ screen, ...props }: ScreenProps<'pass'>) {
  const { view, texts, act } = props
  const acts = (
    <>
      {screen.handsOver ? (
        <Button main onPress={() => act({ type: 'go-on' })}>
          {texts.handOver.goOn}
        </Button>
      ) : null}
      <Button main={!screen.handsOver} onPress={() => act({ type: 'cancel' })}>
        {texts.dock.done}
      </Button>
    </>
  )
  return (
    <Frame
      {...props}
      tone="pass"
      middle={view.slip === null ? 'verdict-words' : 'verdict-words with-slip'}
      acts={acts}
    >
      <VerdictMark shape="circle" />
      <Title>{texts.pass.title}</Title>
      <p className="next">
        {view.slip === null ? texts.pass.next(screen.service) : texts.window.title(view.window)}
      </p>
      {view.slip === null ? null : <Slip number={view.slip} texts={texts.handOver} />}
      <p>{texts.pass.note}</p>
      {view.slip === null ? <PromiseBox text={texts.pass.kept} /> : null}
    </Frame>
  )
}
