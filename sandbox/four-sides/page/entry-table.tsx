import { type Cell, type Entry, isPersonal } from './meaning.ts'
import { labelOf, storedText, type ValueWords, valueText } from './value-text.ts'

interface EntryProps {
  readonly entry: Entry
  /** In plain words; the table’s or event’s own name stands beside it. */
  readonly title: string
  /** Beside what the law makes somebody keep: until when. */
  readonly mark?: string
  readonly words: ValueWords
  /** When the check was (ms). */
  readonly check: number
}

/** One row or record in plain words, what is about a person first, and behind them the same as it is stored. */
export function EntryTable({ entry, title, mark, words, check }: EntryProps) {
  const { name, by, cells, empty, stored } = entry
  const label = (column: string) => labelOf(name, column, words.stored)
  return (
    <article className="entry">
      <h4>
        {title}
        {title !== name && <code className="own-name">{name}</code>}
      </h4>
      {mark !== undefined && <p className="mark-kept">{mark}</p>}
      <dl className="cells">
        {[...cells.filter(isPersonal), ...cells.filter((cell) => !isPersonal(cell))].map((cell) => (
          <CellText key={cell.name} cell={cell} table={name} words={words} check={check} />
        ))}
      </dl>
      {empty.length > 0 && (
        <p className="empty" title={empty.join(', ')}>
          {words.texts.empty(empty.map(label))}
        </p>
      )}
      <Stored columns={stored} by={by} summary={words.texts.asStored} />
    </article>
  )
}

/** A text of more characters takes the room of two. */
const wide = 16

interface CellProps {
  readonly cell: Cell
  readonly table: string
  readonly words: ValueWords
  readonly check: number
}

function CellText({ cell, table, words, check }: CellProps) {
  const isWhole = isPersonal(cell) || cell.tells === 'unknown'
  const { text, length, whole } = valueText(cell, words, { isWhole, check })
  return (
    <div
      className={text.length > wide ? 'cell wide' : 'cell'}
      data-tells={isPersonal(cell) ? 'person' : cell.tells}
    >
      <dt title={cell.name}>{labelOf(table, cell.name, words.stored)}</dt>
      <dd title={whole}>
        <span className={length === undefined ? '' : 'ends'}>{text}</span>
        {length !== undefined && <small> {length}</small>}
      </dd>
    </div>
  )
}

interface StoredProps {
  readonly columns: Entry['stored']
  readonly by: string
  readonly summary: string
}

function Stored({ columns, by, summary }: StoredProps) {
  return (
    <details className="stored">
      <summary>{summary}</summary>
      <dl>
        {columns.map(({ name, value }) => (
          <div key={name} className={name === by ? 'by' : ''}>
            <dt>{name}</dt>
            <dd>{storedText(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
