import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bizSeqSchema, receiptNumberSchema } from '../../shared/check.ts'
import { noticeVersionSchema } from '../../shared/service-config.ts'
import { openJournal, type Journal } from './journal.ts'
import { createRecordEvent } from './record-event.ts'
import { verifyJournal } from './verify-journal.ts'

/** Several rows come with array buffers. */
const octets = z.instanceof(ArrayBuffer).transform((buffer) => Buffer.from(buffer).toString('hex'))
const recordRow = z.object({
  seq: z.int(),
  time: z.int(),
  event: z.string(),
  fields: z.string(),
  previous: octets,
  hash: octets,
})

const bizSeq = bizSeqSchema.parse('0123456789abcdefghijKLMNOPQRSTUV')
const receipt = receiptNumberSchema.parse('0123456789abcdef0123')
const time = Date.UTC(2026, 10, 22, 1, 2, 3)

let folder: string
let path: string
let open: Journal[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'state', 'journal.db')
  open = []
})

afterEach(() => {
  for (const journal of open) journal.close()
  rmSync(folder, { recursive: true })
})

function opened(): Journal {
  const journal = openJournal(path)
  open.push(journal)
  return journal
}

/** A journal of six records, closed. */
function written(): ReturnType<Journal['head']> {
  const journal = openJournal(path)
  journal.append(time, 'terminal.start.init', {})
  journal.append(time + 1, 'journey.start', { language: 'zh-CN' })
  journal.append(time + 2, 'journey.consent', { notice: noticeVersionSchema.parse('2026-11-22') })
  journal.append(time + 3, 'check.init', { bizSeq, authMode: 'R01' })
  journal.append(time + 4, 'check.complete', {
    bizSeq,
    evidence: 'wallet-code',
    verdict: 'pass',
    receipt,
    duration: 21,
  })
  journal.append(time + 5, 'journey.end', { end: 'verdict', duration: 9000 })
  const head = journal.head()
  journal.close()
  return head
}

/** Changes the file as somebody with an SQLite shell would, the triggers taken out of the way. */
function tamper(sql: string): void {
  const database = new Database(path)
  database.exec('DROP TRIGGER record_stays; DROP TRIGGER record_remains')
  database.exec(sql)
  database.close()
}

describe('a journal', () => {
  test('written and read again is intact, and its head is the last record', () => {
    const head = written()
    expect(verifyJournal(path)).toEqual({ state: 'intact', records: 6, head })
  })

  test('carries in each record the SM3 of the one before it and its own words', () => {
    written()
    const database = new Database(path, { readonly: true })
    const columns = 'seq, time, event, fields, previous, hash'
    const records = z
      .array(recordRow)
      .parse(database.prepare(`SELECT ${columns} FROM record ORDER BY seq`).all())
    database.close()
    let last = records[0]?.previous
    for (const { seq, time, event, fields, previous, hash } of records) {
      expect(previous).toEqual(last)
      // Another implementation than the journal's own.
      last = createHash('sm3')
        .update(previous, 'hex')
        .update(`[${seq},${time},"${event}",${fields}]`)
        .digest('hex')
      expect(hash).toBe(last)
    }
    expect(records).toHaveLength(6)
  })

  test('goes on after it was closed', () => {
    written()
    opened().append(time + 6, 'terminal.stop', {})
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 7 })
  })

  test('can be verified while it is in use, without disturbing the writer', () => {
    const journal = opened()
    journal.append(time, 'terminal.start.init', {})
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 1 })
    journal.append(time, 'terminal.stop', {})
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 2 })
  })

  test('without a record is intact and has no head', () => {
    expect(opened().head()).toBeNull()
    expect(verifyJournal(path)).toEqual({ state: 'intact', records: 0, head: null })
  })

  test('is readable for its owner alone, log and index included', () => {
    opened().append(time, 'terminal.start.init', {})
    for (const name of readdirSync(join(folder, 'state'))) {
      expect({ name, others: statSync(join(folder, 'state', name)).mode & 0o077 }).toEqual({
        name,
        others: 0,
      })
    }
  })

  test('that others could read is closed to them again', () => {
    written()
    chmodSync(path, 0o644)
    opened()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('of which only the empty file was made before a crash is a new journal', () => {
    mkdirSync(dirname(path))
    writeFileSync(path, '')
    opened().append(time, 'terminal.start.init', {})
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 1 })
  })
})

describe('verification reports the first break', () => {
  test.each([
    [
      'an edited field',
      `UPDATE record SET fields = replace(fields, 'pass', 'fail') WHERE seq = 5`,
      5,
      'hash',
    ],
    ['an edited time', 'UPDATE record SET time = time + 1 WHERE seq = 2', 2, 'hash'],
    ['another event', `UPDATE record SET event = 'terminal.stop' WHERE seq = 1`, 1, 'hash'],
    ['a replaced hash', 'UPDATE record SET hash = zeroblob(32) WHERE seq = 3', 3, 'hash'],
    ['a replaced link', 'UPDATE record SET previous = zeroblob(32) WHERE seq = 3', 3, 'previous'],
    ['another origin', 'UPDATE record SET previous = zeroblob(32) WHERE seq = 1', 1, 'hash'],
    ['a record taken out of the middle', 'DELETE FROM record WHERE seq = 3', 3, 'sequence'],
    ['a first record taken out', 'DELETE FROM record WHERE seq = 1', 1, 'sequence'],
    [
      'a record taken out and the rest moved up',
      'DELETE FROM record WHERE seq = 3; UPDATE record SET seq = seq - 1 WHERE seq > 3',
      3,
      'previous',
    ],
    [
      'two records that changed places',
      'UPDATE record SET seq = 99 WHERE seq = 2; UPDATE record SET seq = 2 WHERE seq = 3; UPDATE record SET seq = 3 WHERE seq = 99',
      2,
      'previous',
    ],
    ['a hash of another length', `UPDATE record SET hash = x'00' WHERE seq = 4`, 4, 'form'],
  ])('%s', (_what, sql, at, fault) => {
    written()
    tamper(sql)
    expect(verifyJournal(path)).toEqual({ state: 'broken', at, fault })
  })

  test('a record that the table of events does not have, its hash in order', async () => {
    written()
    const { hashOfRecord } = await import('./journal-record.ts')
    const database = new Database(path)
    const last = database.prepare('SELECT hash FROM record WHERE seq = 6').raw().get()
    const previous = Array.isArray(last) && last[0] instanceof Uint8Array ? last[0] : new Uint8Array()
    const record = { seq: 7, time, event: 'terminal.stop', fields: '{"note":"测试一"}', previous }
    database
      .prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)')
      .run(7, time, record.event, record.fields, previous, hashOfRecord(record))
    database.close()
    expect(verifyJournal(path)).toEqual({ state: 'broken', at: 7, fault: 'event' })
  })

  test('records cut off at the end, to one who kept the head', () => {
    const head = written()
    if (head === null) throw new Error('no head')
    tamper('DELETE FROM record WHERE seq > 4')
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 4 })
    expect(verifyJournal(path, head)).toEqual({ state: 'broken', at: 5, fault: 'head' })
  })

  test('another journal of the same events, to one who kept the head', () => {
    const head = written()
    if (head === null) throw new Error('no head')
    path = join(folder, 'state', 'other.db')
    written()
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 6 })
    expect(verifyJournal(path, head)).toEqual({ state: 'broken', at: 6, fault: 'head' })
  })

  test('a kept head that is there, further records notwithstanding', () => {
    const head = written()
    if (head === null) throw new Error('no head')
    opened().append(time, 'terminal.stop', {})
    expect(verifyJournal(path, head)).toMatchObject({ state: 'intact', records: 7 })
  })
})

describe('what is not a journal', () => {
  test('a missing file is unreadable, and verification does not make one', () => {
    expect(verifyJournal(path)).toEqual({ state: 'unreadable' })
    expect(existsSync(path)).toBe(false)
  })

  test('a file of other bytes is unreadable and left as it is', () => {
    mkdirSync(dirname(path))
    writeFileSync(path, 'no database at all, just text that is long enough to be read as a header'.repeat(20))
    const before = readFileSync(path)
    expect(verifyJournal(path)).toEqual({ state: 'unreadable' })
    expect(() => openJournal(path)).toThrow('unreadable')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('another database is refused', () => {
    mkdirSync(dirname(path))
    const database = new Database(path)
    database.exec('CREATE TABLE record (note TEXT)')
    database.close()
    expect(verifyJournal(path)).toEqual({ state: 'not-a-journal' })
    expect(() => openJournal(path)).toThrow('not-a-journal')
  })

  test('a journal whose last record does not hold is not continued', () => {
    written()
    tamper('UPDATE record SET time = time + 1 WHERE seq = 6')
    expect(() => openJournal(path)).toThrow('broken')
  })
})

describe('the journal takes nothing that the table of events does not have', () => {
  const identity = '990000199001011234'

  test.each([
    ['an unknown event', 'journey.note', {}],
    ['an inherited name', 'toString', {}],
    ['a field too many', 'terminal.stop', { note: identity }],
    ['a field too few', 'journey.start', {}],
    ['a word that is not in the list', 'journey.start', { language: identity }],
    ['a serial number of another form', 'check.init', { bizSeq: identity, authMode: 'R01' }],
    ['a number as text', 'journey.end', { end: 'verdict', duration: '5' }],
    ['a fraction', 'journey.end', { end: 'verdict', duration: 0.5 }],
    ['a negative duration', 'journey.end', { end: 'verdict', duration: -1 }],
    ['a number beyond what is exact', 'journey.end', { end: 'verdict', duration: 2 ** 60 }],
    ['an object where a word belongs', 'journey.start', { language: ['en'] }],
  ])('%s', (_what, id, fields) => {
    const journal = opened()
    let thrown: unknown
    try {
      // What the types refuse at compile time must be refused at run time too.
      const append: unknown = Reflect.get(journal, 'append')
      if (typeof append === 'function') Reflect.apply(append, journal, [time, id, fields])
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ name: 'EventRefused' })
    expect(String(thrown)).not.toContain(identity)
    expect(journal.head()).toBeNull()
  })

  test('the file itself refuses to change or drop a record', () => {
    written()
    const database = new Database(path)
    expect(() => database.exec('UPDATE record SET time = 0')).toThrow('append-only')
    expect(() => database.exec('DELETE FROM record')).toThrow('append-only')
    database.close()
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 6 })
  })
})

describe('recording', () => {
  test('takes its time from the clock it was given', () => {
    const journal = opened()
    const record = createRecordEvent(
      journal,
      () => time,
      (writable) => expect(writable).toBe(true),
    )
    record('terminal.start.complete', { duration: 812 })
    const database = new Database(path)
    expect(database.prepare('SELECT time, event, fields FROM record').raw().get()).toEqual([
      time,
      'terminal.start.complete',
      '{"duration":812}',
    ])
    database.close()
  })

  test('tells of each record whether the disk took it, and goes on when it can', () => {
    const journal = opened()
    const taken: boolean[] = []
    const record = createRecordEvent(
      journal,
      () => time,
      (writable) => taken.push(writable),
    )
    record('terminal.start.init', {})
    const database = new Database(path)
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    record('terminal.stop', {})
    database.exec('DROP TRIGGER full')
    database.close()
    record('terminal.stop', {})
    expect(taken).toEqual([true, false, true])
    expect(verifyJournal(path)).toMatchObject({ state: 'intact', records: 2 })
  })
})
