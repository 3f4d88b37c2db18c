import { Frame } from '../../ui/frame.tsx'
import { Title } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { TryAgainOrWindow } from './try-again-or-window.tsx'

/** There is no verdict: whose side it lies on, that it is not the citizen's, and what to do. */
export function Unavailable({ screen, ...props }: ScreenProps<'unavailable'>) {
  const { view, texts } = props
  const { unavailable } = texts
  const next = screen.canRetry ? unavailable.retryNext : unavailable.windowNext
  const acts = <TryAgainOrWindow {...props} canRetry={screen.canRetry} retry={unavailable.retry} />
  return (
    <Frame {...props} tone="unavailable" middle="verdict-words" acts={acts} leave>
      <VerdictMark shape="diamond" />
      <Title>{unavailable.title}</Title>
      <p>
        {unavailable.causes[screen.cause]}
        <br />
        {texts.notYourFault}
      </p>
      <p className="quiet">{unavailable.notAVerdict}</p>
      <p className="next">{next(view.window)}</p>
    </Frame>
  )
}
