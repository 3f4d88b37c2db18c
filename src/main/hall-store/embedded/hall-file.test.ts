import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newBizSeq, receiptNumberSchema } from '../../../shared/check.ts'
import { placeNameSchema, ticketNumberSchema } from '../../../shared/counter/admission.ts'
import { DatabaseError } from '../../database/database-file.ts'
import { type HallStore, HallStoreError } from '../hall-store.ts'
import { openEmbeddedHallStore } from './embedded-hall-store.ts'

const morning = placeNameSchema.parse('上午')
const ticket = (number: number) => ticketNumberSchema.parse(`T${number}`)
const answer = {
  verdict: 'pass',
  receipt: receiptNumberSchema.parse('0123456789abcdef0123'),
  time: 1_764_900_000_000,
} as const

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hall-file-'))
  path = join(folder, 'state', 'hall.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

async function letIn(store: HallStore, number: number): Promise<void> {
  const bizSeq = newBizSeq()
  await store.begin({ bizSeq, session: morning, ticket: ticket(number), time: answer.time })
  await store.settle(bizSeq, answer)
}

/** A hall of 150 admissions, closed. */
async function written(): Promise<void> {
  const store = openEmbeddedHallStore(path, '1')
  for (let number = 1; number <= 150; number++) await letIn(store, number)
  await store.close()
}

function faultOfOpening(): string | null {
  try {
    openEmbeddedHallStore(path, '1')
    return null
  } catch (error) {
    return error instanceof DatabaseError ? error.fault : String(error)
  }
}

describe('the file', () => {
  test('and its log are the owner’s alone', async () => {
    const store = openEmbeddedHallStore(path, '1')
    await letIn(store, 1)
    for (const name of ['hall.db', 'hall.db-wal', 'hall.db-shm']) {
      expect(statSync(join(folder, 'state', name)).mode & 0o777).toBe(0o600)
    }
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700)
    await store.close()
  })

  test('that is damaged is named as such and left as it is', async () => {
    await written()
    const whole = readFileSync(path)
    const inItsPages = Buffer.from(whole)
    inItsPages.fill(0x5a, 8 * 4096, 9 * 4096)
    for (const damaged of [Buffer.from('not a database at all'.repeat(100)), inItsPages]) {
      writeFileSync(path, damaged)
      expect(faultOfOpening()).toBe('damaged')
      expect(readFileSync(path).equals(damaged)).toBe(true)
    }
    writeFileSync(path, whole.subarray(0, 4096 * 6))
    expect(faultOfOpening()).toBe('damaged')
    writeFileSync(path, whole)
    expect(faultOfOpening()).toBeNull()
  })

  test('of another kind, or of a newer terminal, is refused', async () => {
    await written()
    const change = (sql: string) => {
      const database = new Database(path)
      database.exec(sql)
      database.close()
    }
    change('PRAGMA user_version = 2')
    expect(faultOfOpening()).toBe('newer')
    change('PRAGMA user_version = 1; PRAGMA application_id = 7')
    expect(faultOfOpening()).toBe('other-file')
  })

  test('cannot be made where there is no place for it', () => {
    writeFileSync(join(folder, 'state'), '')
    expect(faultOfOpening()).toBe('unreadable')
  })

  test('that somebody else holds is waited for, while the process goes on', async () => {
    const store = openEmbeddedHallStore(path, '1')
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    setTimeout(() => other.exec('ROLLBACK'), 300)
    await letIn(store, 1)
    expect(await store.counts(morning)).toMatchObject({ admitted: 1 })
    other.close()
    await store.close()
  })

  test('that somebody else keeps is unavailable, and nothing of the check is lost', async () => {
    const store = openEmbeddedHallStore(path, '1', 200)
    const bizSeq = newBizSeq()
    await store.begin({ bizSeq, session: morning, ticket: ticket(1), time: answer.time })
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.settle(bizSeq, answer)).rejects.toThrow(new HallStoreError('unavailable'))
    other.exec('ROLLBACK')
    other.close()
    expect(await store.settle(bizSeq, answer)).toMatchObject({ state: 'admitted' })
    await store.close()
  })

  test('keeps a history that nobody changes by mistake, and a row that no store writes is not read', async () => {
    const store = openEmbeddedHallStore(path, '1')
    await letIn(store, 1)
    const other = new Database(path)
    expect(() => other.exec('DELETE FROM entry')).toThrow(/append-only/)
    expect(() => other.exec("UPDATE entry SET gate = '2'")).toThrow(/append-only/)
    other.exec("DROP TRIGGER entry_stays; UPDATE entry SET ticket = 'no ticket'")
    other.close()
    await expect(store.latest(morning, 10)).rejects.toThrow(new HallStoreError('damaged'))
    await store.close()
  })

  test('has no place for a person: these columns and no others', async () => {
    await written()
    const database = new Database(path)
    const columns = database
      .prepare(
        "SELECT m.name || '.' || c.name AS name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
      )
      .all()
    database.close()
    expect(columns.map((row) => String(Reflect.get(Object(row), 'name'))).sort()).toEqual(
      [
        ...['biz_seq', 'gate', 'kind', 'of', 'reason', 'receipt', 'seq', 'session', 'ticket', 'time'].map(
          (name) => `entry.${name}`,
        ),
        ...['entry', 'session', 'ticket'].map((name) => `admitted.${name}`),
        ...['biz_seq', 'gate', 'session', 'ticket', 'time'].map((name) => `pending.${name}`),
        ...['count', 'kind', 'session'].map((name) => `tally.${name}`),
      ].sort(),
    )
  })
})

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Each line that a process has printed whole. */
function linesOf(child: ChildProcess): () => readonly string[] {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part))
  return () => text.split('\n').slice(0, -1)
}

describe('two gates on one file', () => {
  test('that make it and settle the same tickets at the same moment let each in once', async () => {
    const gates = ['1', '2', '3'].map((gate) => {
      const child = spawn(process.execPath, [script('racing-gate.mjs'), path, gate], {
        stdio: ['pipe', 'pipe', 'inherit'],
      })
      return { child, lines: linesOf(child) }
    })
    await Promise.all(gates.map(({ child }) => once(child.stdout, 'data')))
    const ended = gates.map(async ({ child }) => once(child, 'close'))
    for (const { child } of gates) child.stdin.end('go\n')
    expect((await Promise.all(ended)).map(([code]: unknown[]) => code)).toEqual([0, 0, 0])
    const letIn = gates.flatMap(({ lines }) => lines().slice(1))
    expect(letIn).toHaveLength(200)
    expect(new Set(letIn).size).toBe(200)
    const store = openEmbeddedHallStore(path, '9')
    expect(await store.counts(morning)).toMatchObject({ admitted: 200 })
    await store.close()
  }, 30_000)
})

describe('a gate that is killed', () => {
  test('has everybody in the file whom it let in, and at its next start the one check that was under way', async () => {
    for (const count of [3, 40, 120]) {
      const child = spawn(process.execPath, [script('killed-gate.mjs'), path, '1'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const lines = linesOf(child)
      child.stdout.on('data', () => {
        if (lines().length >= count) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const acknowledged = Number(lines().at(-1))
      const store = openEmbeddedHallStore(path, '1')
      const { admitted } = await store.counts(morning)
      expect(admitted - acknowledged).toBeLessThanOrEqual(1)
      expect(await store.admission(morning, ticket(acknowledged))).not.toBeNull()
      const pending = await store.pending()
      expect(pending.length).toBeLessThanOrEqual(1)
      for (const { bizSeq, ticket: under } of pending) {
        expect(under).toBe(`T${admitted + 1}`)
        expect(await store.settle(bizSeq, answer)).toMatchObject({ state: 'admitted' })
      }
      await store.close()
    }
  }, 30_000)
})
