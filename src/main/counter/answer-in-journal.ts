import { existsSync } from 'node:fs'
import Database from 'libsql'
import { z } from 'zod'
import { type BizSeq, bizSeqSchema, receiptNumberSchema } from '../../shared/check.ts'
import { equalBytes } from '../../shared/gm/bytes.ts'
import { verdicts } from '../../shared/verdict.ts'
import { sqliteCode } from '../database/database-file.ts'
import type { CounterAnswer, CounterCheck } from '../hall-store/hall-store.ts'
import { columns, JournalError, readRow, requireJournal } from '../journal/journal-file.ts'
import { hashOfRecord } from '../journal/journal-record.ts'

const completeSchema = z.object({
  bizSeq: bizSeqSchema,
  verdict: z.enum(verdicts),
  receipt: receiptNumberSchema,
})

/**
 * The answer that came to a check, as the journal of this terminal has it; null where it has none. A verdict is in the
 * journal before anybody hears of it, so what is not there nobody was ever told, and nothing sealed has to be kept to ask for.
 * @param path of the journal, which may be open
 * @throws JournalError
 */
export async function answerInJournal(path: string, { bizSeq }: CounterCheck): Promise<CounterAnswer | null> {
  try {
    return readAnswer(path, bizSeq)
  } catch (error) {
    if (sqliteCode(error) !== null) throw new JournalError('unreadable')
    throw error
  }
}

function readAnswer(path: string, bizSeq: BizSeq): CounterAnswer | null {
  // SQLite would make it.
  if (!existsSync(path)) throw new JournalError('unreadable')
  const database = new Database(path)
  try {
    database.exec('PRAGMA query_only = 1')
    requireJournal(database)
    const rows = database
      .prepare(
        `SELECT ${columns} FROM record WHERE event = 'check.complete' AND instr(fields, ?) > 0 ORDER BY seq`,
      )
      .all(bizSeq)
    for (const row of rows) {
      const record = readRow(row)
      if (record === null || !equalBytes(hashOfRecord(record), record.hash)) throw new JournalError('broken')
      const fields = completeSchema.safeParse(JSON.parse(record.fields))
      if (!fields.success) throw new JournalError('broken')
      const { verdict, receipt } = fields.data
      if (fields.data.bizSeq === bizSeq) return { verdict, receipt, time: record.time }
    }
    return null
  } finally {
    database.close()
  }
}
