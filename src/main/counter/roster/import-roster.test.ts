import { execFileSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { placeNameSchema, type TicketNumber, ticketNumberSchema } from '../../../shared/counter/admission.ts'
import { importRoster, largestFile } from './import-roster.ts'
import { gbkOf, pseudonymOf, rosterHeaderLine, rosterLine, rosterText } from './roster-fixture.ts'
import { openRosterStore, type RosterStore } from './roster-store.ts'

const morning = placeNameSchema.parse('上午')
const afternoon = placeNameSchema.parse('下午')
const nine = Date.UTC(2026, 11, 5, 1)
const terms = { sessions: [] }

let folder: string
let path: string
let store: RosterStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-'))
  path = join(folder, 'roster.csv')
  store = openRosterStore(join(folder, 'state', 'roster.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const ticketOf = (number: number): TicketNumber =>
  ticketNumberSchema.parse(`2026${String(number).padStart(8, '0')}`)

const imported = async (content: string | Uint8Array) => {
  writeFileSync(path, content)
  return importRoster(path, terms, store)
}

describe('a roster that is imported', () => {
  test('is found by its tickets, and by them alone', async () => {
    expect(await imported(gbkOf(rosterText(50)))).toEqual({
      state: 'imported',
      encoding: 'gb18030',
      entries: 50,
      sessions: [{ session: '上午', start: nine }],
    })
    expect(store.find(ticketOf(42))).toEqual([
      {
        ticket: ticketOf(42),
        session: '上午',
        seat: '13',
        room: '3-201',
        expected: pseudonymOf(42),
        display: '第 42 位',
      },
    ])
    expect(store.find(ticketOf(51))).toEqual([])
    expect(store.find(ticketNumberSchema.parse('2026'))).toEqual([])
    expect(store.size(morning)).toBe(50)
    expect(store.size(afternoon)).toBe(0)
  })

  test('is there after a restart', async () => {
    await imported(rosterText(3))
    store.close()
    store = openRosterStore(join(folder, 'state', 'roster.db'))
    expect(store.sessions()).toEqual([{ session: '上午', start: nine }])
    expect(store.find(ticketOf(3))).toHaveLength(1)
  })

  test('takes the place of the one before, of which nothing is left, on the disk either', async () => {
    await imported(rosterText(500))
    await imported([rosterHeaderLine, rosterLine(1000)].join('\n'))
    expect(store.find(ticketOf(42))).toEqual([])
    expect(store.size(morning)).toBe(1)
    const left = () =>
      readdirSync(join(folder, 'state'))
        .map((name) => readFileSync(join(folder, 'state', name), 'latin1'))
        .join('')
    expect(left()).toContain(pseudonymOf(1000))
    expect(left()).not.toContain(pseudonymOf(42))
    store.remove()
    expect(store.sessions()).toEqual([])
    expect(left()).not.toContain(pseudonymOf(1000))
  })

  test('lies in a file of its owner’s alone', async () => {
    await imported(rosterText(3))
    expect(statSync(join(folder, 'state', 'roster.db')).mode & 0o777).toBe(0o600)
  })
})

describe('the roster before stays as it was', () => {
  beforeEach(async () => {
    await imported(rosterText(20))
  })
  const isAsItWas = () => {
    expect(store.size(morning)).toBe(20)
    expect(store.find(ticketOf(20))).toHaveLength(1)
    expect(store.find(ticketOf(1001))).toEqual([])
  }

  test('where one line of the new one is bad, be it the last', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => rosterLine(1_001 + index))
    const reading = await imported([rosterHeaderLine, ...lines, rosterLine(1_001)].join('\n'))
    expect(reading).toMatchObject({ state: 'refused-lines', faults: [{ line: 1_002, other: 2 }] })
    isAsItWas()
  })

  test('where the file is none, too large, or cannot be read', async () => {
    const refused = async (file: string) => importRoster(file, terms, store)
    expect(await refused(join(folder, 'absent.csv'))).toEqual({ state: 'refused-file', fault: 'unreadable' })
    expect(await refused(folder)).toEqual({ state: 'refused-file', fault: 'unreadable' })
    execFileSync('mkfifo', [join(folder, 'pipe.csv')])
    expect(await refused(join(folder, 'pipe.csv'))).toEqual({ state: 'refused-file', fault: 'unreadable' })
    truncateSync(path, largestFile + 1)
    expect(await refused(path)).toEqual({ state: 'refused-file', fault: 'too-large' })
    isAsItWas()
  })

  test('where the disk does not take the new one', async () => {
    const other = new Database(join(folder, 'state', 'roster.db'))
    other.exec(
      "CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.ticket = '202600001005' BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    other.close()
    const lines = Array.from({ length: 10 }, (_, index) => rosterLine(1_001 + index))
    expect(await imported([rosterHeaderLine, ...lines].join('\n'))).toEqual({
      state: 'refused-file',
      fault: 'not-kept',
    })
    isAsItWas()
  })
})
