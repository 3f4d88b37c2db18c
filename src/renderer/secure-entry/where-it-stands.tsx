import type { EntryField } from '../../shared/entry-form.ts'
import type { Texts } from '../locales/texts.ts'

interface Part {
  readonly field: EntryField
  readonly line: number
  /** First character and number of characters, from 0. */
  readonly from: number
  readonly length: number
}

interface Zone {
  readonly lines: readonly string[]
  readonly parts: readonly Part[]
}

/** The ends, and the page above a passport's lines, are torn off: only where the three fields stand matters. Nobody’s: UTO is no country (ICAO 9303). */
const passport: Zone = {
  lines: ['', 'P<UTOERIKSSON<<ANNA<MARIA<<<', 'L898902C36UTO7408122F3204153'],
  parts: [
    { field: 'document-number', line: 2, from: 0, length: 9 },
    { field: 'birth', line: 2, from: 13, length: 6 },
    { field: 'expiry', line: 2, from: 21, length: 6 },
  ],
}
const card: Zone = {
  lines: ['I<UTOL898902C36<', '7408122F3204153U', 'ERIKSSON<<ANNA<M'],
  parts: [
    { field: 'document-number', line: 0, from: 5, length: 9 },
    { field: 'birth', line: 1, from: 0, length: 6 },
    { field: 'expiry', line: 1, from: 8, length: 6 },
  ],
}

const letter = 32
const pitch = 19.5
const leading = 44
const margin = 16

/** Where the three fields stand on a passport and on a card, the present one filled. */
export function WhereItStands({
  present,
  texts,
}: {
  readonly present: EntryField
  readonly texts: Texts['secureEntry']
}) {
  return (
    <div className="where" aria-hidden="true">
      <Document kind="passport" name={texts.passport} zone={passport} present={present} />
      <Document kind="card" name={texts.card} zone={card} present={present} />
    </div>
  )
}

interface DocumentProps {
  readonly kind: string
  readonly name: string
  readonly zone: Zone
  readonly present: EntryField
}

function Document({ kind, name, zone: { lines, parts }, present }: DocumentProps) {
  const width = margin * 2 + (lines.at(-1)?.length ?? 0) * pitch
  const height = margin * 2 + lines.length * leading
  return (
    <figure className={kind}>
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`}>
        {parts.map(({ field, line, from, length }) => (
          <rect
            key={field}
            className={field === present ? 'place present' : 'place'}
            x={margin + from * pitch - 2}
            y={margin + line * leading + 2}
            width={length * pitch + 4}
            height={leading - 4}
            rx={8}
          />
        ))}
        {lines.map((line, index) => (
          <Line
            key={line}
            text={line}
            y={margin + index * leading + 33}
            present={parts.find((part) => part.field === present && part.line === index)}
          />
        ))}
      </svg>
    </figure>
  )
}

interface LineProps {
  readonly text: string
  readonly y: number
  readonly present: Part | undefined
}

/** Each character in a place of its own, as on a document: the interface's letters are of different widths. */
function Line({ text, y, present }: LineProps) {
  return (
    <text y={y} fontSize={letter}>
      {Array.from(text, (character, index) => {
        const isPresent = present && index >= present.from && index < present.from + present.length
        return (
          <tspan
            key={`${index}:${character}`}
            className={isPresent ? 'present' : undefined}
            x={margin + (index + 0.5) * pitch}
          >
            {character}
          </tspan>
        )
      })}
    </text>
  )
}
