import { TickIcon } from '../../ui/icons.tsx'

/** How it is done. Where it takes several acts, the one that is due stands out, and what is done has a tick. */
export function PresentSteps({
  steps,
  at,
}: {
  readonly steps: readonly string[]
  /** Index of the act that is due; null where all are one. */
  readonly at: number | null
}) {
  return (
    <ol className="how">
      {steps.map((step, index) => (
        <li
          key={step}
          className={at === null || at === index ? undefined : at > index ? 'done' : 'later'}
          aria-current={at === index ? 'step' : undefined}
        >
          <span className="number" aria-hidden="true">
            {at !== null && at > index ? <TickIcon /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  )
}
