import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { undoReasons } from '../../shared/counter/admission.ts'
import { rosterColumns, rosterFileFaults, rosterLineFaults } from '../../shared/counter/roster.ts'
import { readRoster } from './roster/read-roster.ts'
import { readRosterHeader } from './roster/roster-header.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'counter.md'), 'utf8')

/** The cells of the table's row that begins with this word. */
function rowOf(word: string): readonly string[] {
  const row = text.split('\n').find((line) => line.startsWith(`| \`${word}\``)) ?? ''
  return row.split('|').map((cell) => cell.trim())
}

test.each([...rosterColumns, ...rosterFileFaults, ...rosterLineFaults, ...undoReasons])(
  'docs/counter.md says what %s is',
  (word) => {
    expect(rowOf(word)[2]?.length).toBeGreaterThan(4)
  },
)

test.each(rosterColumns)('the column %s is read by every name that docs/counter.md gives it', (column) => {
  const names = (rowOf(column)[2] ?? '').split(',').map((name) => name.replaceAll('`', ''))
  expect(names.length).toBeGreaterThan(3)
  for (const name of names) {
    const others = rosterColumns.filter((other) => other !== column)
    const read = readRosterHeader([...others, name], [])
    expect(read).toMatchObject({ header: new Map([...others, column].map((word, index) => [word, index])) })
  }
})

test('the example of docs/counter.md is a roster', async () => {
  const [, example = ''] = /```csv\n([\s\S]*?)```/.exec(text) ?? []
  expect(await readRoster(new TextEncoder().encode(example), { sessions: [] })).toMatchObject({
    state: 'read',
    roster: {
      entries: [{ seat: '07' }, { display: '需要大字试卷' }, { room: '3-105' }],
      sessions: [{ session: '上午' }, { session: '下午' }],
    },
  })
})
