import type { CounterLine } from '../../../shared/counter/counter-view.ts'
import type { CounterTexts } from '../../locales/counter.ts'
import type { CounterScreenProps } from '../counter-props.ts'
import { clockText } from '../time-text.ts'

/** Counts, rate and the last ten: times, numbers and verdicts. */
export function Side({ screen, view, texts }: CounterScreenProps<'desk'>) {
  const { tally, latest } = screen
  const words = texts.tally
  return (
    <aside className="side">
      <section aria-label={words.label}>
        <dl className="tally">
          <div className="tally-main">
            <dt>{words[view.kind]}</dt>
            <dd data-count="admitted">{tally.admitted}</dd>
          </div>
          <div>
            <dt>{words.failed}</dt>
            <dd data-count="failed">{tally.failed}</dd>
          </div>
          <div>
            <dt>{words.repeated}</dt>
            <dd data-count="repeated">{tally.repeated}</dd>
          </div>
          <div>
            <dt>{words.undone}</dt>
            <dd data-count="undone">{tally.undone}</dd>
          </div>
          <div>
            <dt>{words.lately}</dt>
            <dd data-count="lately">{words.people(tally.lately)}</dd>
          </div>
        </dl>
      </section>
      <section className="latest" aria-labelledby="latest-title">
        <h2 id="latest-title">{texts.latest}</h2>
        {latest.length === 0 ? (
          <p className="quiet">{texts.nobody}</p>
        ) : (
          <Lines lines={latest} texts={texts} />
        )}
      </section>
    </aside>
  )
}

/** What was kept, line by line. */
export function Lines({
  lines,
  texts,
}: {
  readonly lines: readonly CounterLine[]
  readonly texts: CounterTexts
}) {
  return (
    <ol className="lines">
      {lines.map(({ seq, time, ticket, kind, reason }) => (
        <li key={seq} data-kind={kind}>
          <time dateTime={new Date(time).toISOString()}>{clockText(time)}</time>
          <span className="line-ticket">{ticket}</span>
          <span className="line-kind">{reason ? texts.found.reasons[reason] : texts.kinds[kind]}</span>
        </li>
      ))}
    </ol>
  )
}
