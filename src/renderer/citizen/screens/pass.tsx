import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Title } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'

/** The platform said pass. Nothing more is asked of the citizen. */
export function Pass({ screen, ...props }: ScreenProps<'pass'>) {
  const { texts, act } = props
  const done = (
    <Button main onPress={() => act({ type: 'cancel' })}>
      {texts.dock.done}
    </Button>
  )
  return (
    <Frame {...props} tone="pass" middle="verdict-words" acts={done}>
      <VerdictMark shape="circle" />
      <Title>{texts.pass.title}</Title>
      <p className="next">{texts.pass.next(screen.service)}</p>
      <p>{texts.pass.note}</p>
      <PromiseBox text={texts.pass.kept} />
    </Frame>
  )
}
