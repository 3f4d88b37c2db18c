import { Frame } from '../../ui/frame.tsx'
import { LineEnds } from '../../ui/line-ends.tsx'
import { Title } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { TryAgainOrWindow } from './try-again-or-window.tsx'

/** The platform said fail. Why, a citizen with a phone reads there, unless digits were nobody's; the terminal does not know. */
export function Fail({ screen, ...props }: ScreenProps<'fail'>) {
  const { view, texts } = props
  const { fail } = texts
  const next = screen.canRetry ? fail.retryNext : fail.windowNext
  const acts = <TryAgainOrWindow {...props} canRetry={screen.canRetry} retry={fail.retry} />
  return (
    <Frame {...props} tone="fail" middle="verdict-words" acts={acts} leave>
      <VerdictMark shape="octagon" />
      <Title>{fail.title}</Title>
      <p className="next">{next(view.window)}</p>
      <p className="quiet">
        <LineEnds text={screen.canRetry ? fail.phoneRetry : fail.phone} />
      </p>
      <p className="quiet">{fail.card}</p>
    </Frame>
  )
}
