import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BizSeq, newBizSeq, receiptNumberSchema } from '../../shared/check.ts'
import { placeNameSchema, ticketNumberSchema } from '../../shared/counter/admission.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { openEmbeddedHallStore } from '../hall-store/embedded/embedded-hall-store.ts'
import type { HallStore } from '../hall-store/hall-store.ts'
import { openJournal } from '../journal/journal.ts'
import { answerInJournal } from './answer-in-journal.ts'
import { settlePending } from './settle-pending.ts'

const session = placeNameSchema.parse('上午')
const ticket = ticketNumberSchema.parse('0042')
const time = Date.UTC(2026, 11, 5, 1)
const receipt = receiptNumberSchema.parse('0123456789abcdef0123')

let folder: string
let journalPath: string
let hall: HallStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pending-'))
  journalPath = join(folder, 'journal.db')
  hall = openEmbeddedHallStore(join(folder, 'hall.db'), '1')
})
afterEach(async () => {
  await hall.close()
  rmSync(folder, { recursive: true })
})

async function begun(): Promise<BizSeq> {
  const bizSeq = newBizSeq()
  await hall.begin({ bizSeq, session, ticket, time })
  return bizSeq
}

/** The journal of a terminal that was killed once these verdicts had come. */
function journalOf(...complete: readonly (readonly [bizSeq: BizSeq, verdict: 'pass' | 'fail'])[]): void {
  const journal = openJournal(journalPath)
  journal.append(time, 'terminal.start.init', {})
  for (const [bizSeq, verdict] of complete) {
    const fields = { bizSeq, evidence: 'wallet-code', verdict, receipt, duration: 21 } as const
    journal.append(time + 300, 'check.complete', fields)
  }
  journal.close()
}

const settled = async () => settlePending(hall, async (check) => answerInJournal(journalPath, check))

test('a pass that had come before the terminal was killed lets in at the next start, with its own time', async () => {
  const bizSeq = await begun()
  journalOf([newBizSeq(), 'fail'], [bizSeq, 'pass'])
  expect(await settled()).toMatchObject([
    {
      check: { bizSeq, ticket },
      settlement: { state: 'admitted', admission: { time: time + 300, receipt, gate: '1' } },
    },
  ])
  expect(await settled()).toEqual([])
})

test('a fail that had come lets nobody in', async () => {
  const bizSeq = await begun()
  journalOf([bizSeq, 'fail'])
  expect(await settled()).toMatchObject([{ settlement: { state: 'failed' } }])
  expect(await hall.counts(session)).toMatchObject({ admitted: 0, failed: 1 })
})

test('a check that no verdict came to is abandoned: another check’s pass is not its own', async () => {
  await begun()
  journalOf([newBizSeq(), 'pass'])
  expect(await settled()).toMatchObject([{ settlement: { state: 'abandoned' } }])
  expect(await hall.pending()).toEqual([])
  expect(await hall.counts(session)).toEqual({ admitted: 0, failed: 0, repeated: 0, undone: 0 })
})

test('a check of which nothing can be told now stays for the next time', async () => {
  const bizSeq = await begun()
  const offline = async () => Promise.reject(new VerificationUnavailable('offline'))
  expect(await settlePending(hall, offline)).toMatchObject([{ settlement: { state: 'unsettled' } }])
  expect(await hall.pending()).toMatchObject([{ bizSeq }])
})

test('a journal that cannot be read settles nothing, and does not end the counter', async () => {
  const bizSeq = await begun()
  expect(await settled()).toMatchObject([{ settlement: { state: 'unsettled' } }])
  writeFileSync(journalPath, 'no journal at all'.repeat(100))
  expect(await settled()).toMatchObject([{ settlement: { state: 'unsettled' } }])
  expect(await hall.pending()).toMatchObject([{ bizSeq }])
})

test('a journal that was edited lets nobody in', async () => {
  const bizSeq = await begun()
  journalOf([bizSeq, 'fail'])
  const database = new Database(journalPath)
  database.exec("DROP TRIGGER record_stays; UPDATE record SET fields = replace(fields, 'fail', 'pass')")
  database.close()
  expect(await settled()).toMatchObject([{ settlement: { state: 'unsettled' } }])
  expect(await hall.pending()).toMatchObject([{ bizSeq }])
})
