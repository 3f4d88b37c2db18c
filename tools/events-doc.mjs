// @ts-check
/**
 * Writes docs/events.md from the table of events in src/shared/events.ts.
 *
 *     node tools/events-doc.mjs           writes the file
 *     node tools/events-doc.mjs --check   writes nothing; status 1 when the file is not what it would write
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const path = join(root, 'docs', 'events.md')

/** @type {Record<string, string>} */
const kinds = {
  count: 'whole number',
  duration: 'duration, ms',
  bizSeq: 'serial number of the check',
  receipt: 'receipt number',
  notice: 'version of the notice',
  usbId: 'USB id',
}

/** @param {string | readonly string[]} kind */
function nameOfKind(kind) {
  if (typeof kind !== 'string') return kind.map((word) => `\`${word}\``).join(', ')
  const name = kinds[kind]
  if (name === undefined) throw new Error(`field kind ${kind} has no description`)
  return name
}

/** @param {Record<string, { meaning: string, fields: Record<string, string | readonly string[]> }>} events */
function render(events) {
  const sections = Object.entries(events).map(([id, { meaning, fields }]) => {
    const rows = Object.entries(fields).map(([name, kind]) => `| \`${name}\` | ${nameOfKind(kind)} |`)
    const table = rows.length === 0 ? [] : ['', '| field | holds |', '|---|---|', ...rows]
    return [`## ${id}`, '', meaning, ...table].join('\n')
  })
  return `# Events

Everything that the terminal can record, and nothing else. Made from src/shared/events.ts by
\`node tools/events-doc.mjs\`; do not edit. Each record of the journal also holds its sequence number, its time, the
hash of the record before and its own hash. No field can hold free text, and none can hold anything about a person.

Kinds of field: a word from a list · a whole number · a duration in milliseconds · the serial number of a check (32
letters and digits, drawn by the terminal) · a receipt number (20 hexadecimal digits) · the version of a notice (its
date) · a USB vendor or product id (0 to 65535).

${sections.join('\n\n')}
`
}

const { module } = await runnerImport('/src/shared/events.ts', { root, configFile: false, logLevel: 'error' })
const text = render(module.events)
if (!process.argv.includes('--check')) writeFileSync(path, text)
else if (readFileSync(path, 'utf8') !== text) {
  process.stderr.write('docs/events.md is not current: run node tools/events-doc.mjs\n')
  process.exitCode = 1
}
