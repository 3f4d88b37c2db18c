import type { JourneyView } from '../../shared/journey-view.ts'
import type { Texts } from '../locales/texts.ts'

/** Where the citizen stands in the journey. */
export function Steps({
  step,
  texts,
}: {
  readonly step: NonNullable<JourneyView['step']>
  readonly texts: Texts
}) {
  const bars = Array.from({ length: step.of }, (_, index) => index + 1)
  return (
    <div className="steps" role="img" aria-label={texts.step(step.at, step.of)}>
      {bars.map((bar) => (
        <i key={bar} className={bar <= step.at ? 'done' : undefined} />
      ))}
    </div>
  )
}
