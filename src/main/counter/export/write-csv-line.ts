/**
 * What makes a spreadsheet take a text for a formula: these signs, full-width ones too, where a field begins, with or
 * without something unseen before them. A mark that keeps one from it is itself kept apart.
 */
const formula = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20'])/u

/**
 * One line of CSV (RFC 4180) with its end. A field that a spreadsheet would compute gets an apostrophe before it, so that it
 * stays the text it is.
 */
export function writeCsvLine(fields: readonly string[]): string {
  return `${fields.map(written).join(',')}\r\n`
}

function written(field: string): string {
  const text = formula.test(field) ? `'${field}` : field
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
