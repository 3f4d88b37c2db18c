import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { newBizSeq } from '../../src/shared/check.ts'
import { rowsWith } from './stored-rows.ts'
import { checkIn, checksIn, readTerminalJournal } from './terminal-journal.ts'

const folder = mkdtempSync(join(tmpdir(), 'four-sides-'))
afterAll(() => rmSync(folder, { recursive: true }))

let journals = 0
const [first, second] = [newBizSeq(), newBizSeq()]

type RecordEvent = (event: string, fields: object) => void

/** A journal in the terminal's form, read while its writer has it open. That of a real terminal is read end to end. */
function written(write: (record: RecordEvent) => void) {
  const file = join(folder, `journal-${journals++}.db`)
  const journal = new Database(file)
  journal.pragma('journal_mode = WAL')
  journal.exec('create table record (seq integer primary key, time integer, event text, fields text)')
  const insert = journal.prepare('insert into record (time, event, fields) values (?, ?, ?)')
  let now = 1_000
  try {
    write((event, fields) => {
      insert.run((now += 10), event, JSON.stringify(fields))
    })
    return readTerminalJournal(file) ?? []
  } finally {
    journal.close()
  }
}

const verdict = (record: RecordEvent, bizSeq: string, word: 'pass' | 'fail') =>
  record('check.complete', { bizSeq, evidence: 'wallet-code', verdict: word, duration: 12 })

const twoVisits = () =>
  written((record) => {
    record('journey.start', { language: 'zh-CN' })
    record('journey.consent', { notice: '2026-11-22' })
    record('check.init', { bizSeq: first, authMode: 'R01' })
    verdict(record, first, 'pass')
    record('device-host.stopped', { cause: 'replaced' })
    record('journey.end', { end: 'verdict', duration: 900 })
    record('journey.start', { language: 'en' })
    record('check.init', { bizSeq: second, authMode: 'R01' })
  })

describe('a terminal’s journal', () => {
  test('lists its checks, the last first, each with what became of it', () => {
    expect(checksIn(twoVisits())).toEqual([
      { bizSeq: second, at: expect.any(Number), outcome: 'open', evidence: null },
      { bizSeq: first, at: expect.any(Number), outcome: 'pass', evidence: 'wallet-code' },
    ])
  })

  test('tells of one check: the visit around it, and when its device host was gone', () => {
    const check = checkIn(twoVisits(), first)
    expect(check?.screens.map(({ event }) => event)).toEqual([
      'journey.start',
      'journey.consent',
      'journey.end',
    ])
    expect(check?.records.map(({ event }) => event)).toEqual(['check.init', 'check.complete'])
    expect(check?.goneAt).toBeGreaterThan(check?.heldFrom ?? Infinity)
  })

  test('says of a check under way that its device host is still there', () => {
    expect(checkIn(twoVisits(), second)).toMatchObject({ outcome: 'open', goneAt: null })
  })

  test('knows nothing of a check that is another terminal’s', () => {
    expect(checkIn(twoVisits(), newBizSeq())).toBeUndefined()
  })

  test('of a terminal that never started is none', () => {
    expect(readTerminalJournal(join(folder, 'nowhere.db'))).toBeNull()
  })
})

describe('a database', () => {
  const file = join(folder, 'party.db')
  const database = new Database(file)
  database.exec(`
    create table checks (biz_seq text primary key, note text, reply blob);
    create table "odd ""name" (about text);
    create table others (biz_seq text);
  `)
  database.prepare('insert into checks values (?, null, ?)').run(first, Buffer.alloc(20, 0xab))
  database.prepare('insert into "odd ""name" values (?)').run(first)
  database.prepare('insert into others values (?)').run(second)

  test('gives each row in which one value stands, whatever its tables are called, and no other', () => {
    expect(rowsWith(file, first)).toEqual([
      {
        table: 'checks',
        columns: [
          { name: 'biz_seq', value: first },
          { name: 'note', value: null },
          { name: 'reply', value: { octets: 'ab'.repeat(20) } },
        ],
      },
      { table: 'odd "name', columns: [{ name: 'about', value: first }] },
    ])
  })

  test('is not written to', () => {
    expect(rowsWith(file, "x' or 1=1 --")).toEqual([])
  })
})
