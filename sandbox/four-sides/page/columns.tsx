import { preciseTime } from '../../web/page/china-time.ts'
import { VerdictMark } from '../../web/page/verdict-mark.tsx'
import type { JournalEntry, Sides } from '../api.ts'
import { EntryTable } from './entry-table.tsx'
import { type Entry, fieldsOf } from './meaning.ts'
import {
  citizenTotal,
  entriesOf,
  platformTotal,
  relyingPartyTotal,
  type SideEntries,
  terminalTotal,
} from './totals.ts'
import { momentText, type ValueWords, wordFor, wordsOf } from './value-text.ts'

interface ColumnsProps {
  readonly sides: Sides
  readonly words: ValueWords
}

/** One check from its four sides. */
export function Columns({ sides, words }: ColumnsProps) {
  const entries = entriesOf(sides)
  return (
    <div className="sides">
      <Citizen sides={sides} words={words} />
      <Terminal sides={sides} entries={entries} words={words} />
      <RelyingParties sides={sides} entries={entries} words={words} />
      <Platform sides={sides} entries={entries} words={words} />
    </div>
  )
}

interface ColumnProps {
  readonly name: string
  readonly title: string
  /** What its entries come to. */
  readonly total: string
  readonly children: React.ReactNode
}

function Column({ name, title, total, children }: ColumnProps) {
  return (
    <section className={`side ${name}`} aria-labelledby={`title-${name}`}>
      <div className="side-head">
        <h2 id={`title-${name}`}>{title}</h2>
        <p className="total">{total}</p>
      </div>
      <div className="side-body">{children}</div>
    </section>
  )
}

function Citizen({ sides, words }: ColumnsProps) {
  const { citizen: texts } = words.texts
  const { screens, phones } = sides.citizen
  return (
    <Column name="citizen" title={texts.title} total={texts.total(citizenTotal(sides))}>
      <h3>{texts.screen}</h3>
      <ol className="steps">
        {screens.map((record) => (
          <Step key={record.seq} record={record} words={words} />
        ))}
      </ol>
      <h3>{texts.phone}</h3>
      {phones.length === 0 && <p className="nothing">{texts.noPhone}</p>}
      {phones.map(({ at, verdict, cause, relyingParty }) => (
        <div className={`phone ${verdict}`} key={`${at}${relyingParty}`}>
          <VerdictMark verdict={verdict} />
          <div>
            <strong>{verdict === 'pass' ? texts.approved : texts.failed}</strong>
            <p>{texts.askedBy(relyingParty)}</p>
            {cause !== null && <p>{words.causes[cause]}</p>}
            <p className="time">{preciseTime(at)}</p>
          </div>
        </div>
      ))}
    </Column>
  )
}

const choices: ReadonlySet<string> = new Set(['subject', 'method', 'end'])

/** What was chosen at a step, where the record has it. */
function choiceOf(record: JournalEntry, words: ValueWords): string | undefined {
  const chosen = fieldsOf(record).find(({ name }) => choices.has(name))
  return chosen && (wordsOf(chosen.name, String(chosen.value), words) ?? String(chosen.value))
}

function Step({ record, words }: { readonly record: JournalEntry; readonly words: ValueWords }) {
  const choice = choiceOf(record, words)
  return (
    <li title={record.event}>
      <span className="time">{preciseTime(record.at)}</span>
      <span>{wordFor(words.stored.steps, record.event) ?? record.event}</span>
      {choice !== undefined && <span className="choice">{choice}</span>}
    </li>
  )
}

interface StoredSideProps extends ColumnsProps {
  readonly entries: SideEntries
}

function Terminal({ sides, entries, words }: StoredSideProps) {
  const { terminal: texts } = words.texts
  const { heldFrom, goneAt } = sides.terminal
  return (
    <Column name="terminal" title={texts.title} total={texts.total(terminalTotal(entries))}>
      <h3>{texts.held}</h3>
      <ol className="steps">
        <li>
          <span className="time">{preciseTime(heldFrom)}</span>
          <span>{texts.heldFrom}</span>
        </li>
      </ol>
      {goneAt === null ? (
        <p className="still">{texts.notGone}</p>
      ) : (
        <p className="gone">
          <time>{preciseTime(goneAt)}</time>
          <strong>{texts.gone}</strong>
          <span>{texts.lived(((goneAt - heldFrom) / 1_000).toFixed(1))}</span>
        </p>
      )}
      <h3>{texts.kept}</h3>
      {entries.terminal.map((entry) => (
        <EntryTable
          key={entry.key}
          entry={entry}
          title={wordFor(words.stored.records, entry.name) ?? entry.name}
          words={words}
          check={heldFrom}
        />
      ))}
    </Column>
  )
}

function RelyingParties({ sides, entries, words }: StoredSideProps) {
  const { relyingParty: texts } = words.texts
  const { heldFrom } = sides.terminal
  const until = ({ cells }: Entry) => {
    const isKept = cells.some(({ tells }) => tells === 'retained')
    const end = cells.find(({ name }) => name === 'ends_at')?.value
    return isKept && typeof end === 'number' ? { mark: texts.keptByLaw(momentText(end, heldFrom)) } : {}
  }
  const holding = entries.relyingParties.filter((party) => party.entries.length > 0)
  const others = entries.relyingParties.filter((party) => party.entries.length === 0)
  return (
    <Column name="relying-party" title={texts.title} total={texts.total(relyingPartyTotal(entries))}>
      {holding.map((party) => (
        <div key={party.name} className="party">
          <h3>{party.name}</h3>
          {party.entries.map((entry) => (
            <EntryTable
              key={entry.key}
              entry={entry}
              title={wordFor(words.stored.relyingPartyTables, entry.name) ?? entry.name}
              {...until(entry)}
              words={words}
              check={heldFrom}
            />
          ))}
        </div>
      ))}
      {others.length > 0 && <p className="nothing">{texts.nothing(others.map(({ name }) => name))}</p>}
    </Column>
  )
}

function Platform({ sides, entries, words }: StoredSideProps) {
  const { platform: texts } = words.texts
  const { platform } = entries
  return (
    <Column name="platform" title={texts.title} total={texts.total(platformTotal(entries))}>
      <h3>{texts.kept}</h3>
      {platform.length === 0 && <p className="nothing">{texts.nothing}</p>}
      {platform.map((entry) => (
        <EntryTable
          key={entry.key}
          entry={entry}
          title={wordFor(words.stored.platformTables, entry.name) ?? entry.name}
          words={words}
          check={sides.terminal.heldFrom}
        />
      ))}
    </Column>
  )
}
