/**
 * The fields of one line (RFC 4180), null where its quotation marks are not in order. A field that goes on in the next line
 * is not in order here: no column of a roster has more than one line, and so a mark that was left out spoils one line and
 * not all that follow.
 */
export function readCsvLine(line: string): string[] | null {
  const fields: string[] = []
  let at = 0
  for (;;) {
    const field = line[at] === '"' ? quotedField(line, at) : plainField(line, at)
    if (field === null) return null
    fields.push(field.text)
    if (field.end === line.length) return fields
    at = field.end + 1
  }
}

interface Field {
  readonly text: string
  /** Where the comma stands that follows it, or the line's length. */
  readonly end: number
}

function plainField(line: string, start: number): Field | null {
  const comma = line.indexOf(',', start)
  const end = comma < 0 ? line.length : comma
  const text = line.slice(start, end)
  return text.includes('"') ? null : { text, end }
}

function quotedField(line: string, start: number): Field | null {
  let text = ''
  let from = start + 1
  for (;;) {
    const mark = line.indexOf('"', from)
    if (mark < 0) return null
    text += line.slice(from, mark)
    const next = line[mark + 1]
    if (next === undefined || next === ',') return { text, end: mark + 1 }
    if (next !== '"') return null
    text += '"'
    from = mark + 2
  }
}

/** The lines of a text, whether they end as on Windows, Unix or an old Macintosh, or now so and now so. */
export function* linesOf(text: string): Generator<string> {
  const end = /\r\n?|\n/g
  let from = 0
  while (from < text.length) {
    end.lastIndex = from
    const found = end.exec(text)
    yield text.slice(from, found?.index ?? text.length)
    from = found ? end.lastIndex : text.length
  }
}
