import { existsSync } from 'node:fs'
import Database from 'libsql'
import { EventRefused, writeEventFields } from '../../shared/event-fields.ts'
import { equalBytes } from '../../shared/gm/bytes.ts'
import type { JournalHead } from './journal.ts'
import { columns, JournalError, readRow, requireJournal } from './journal-file.ts'
import { chainFault, type ChainFault, type JournalRecord } from './journal-record.ts'

export type RecordFault =
  | ChainFault
  /** A row that no journal writes. */
  | 'form'
  /** Its hash holds, but the table of events does not have such an event. */
  | 'event'
  /** The head that was kept elsewhere is not in this journal: cut off, or not the same journal. */
  | 'head'

export type JournalVerification =
  | { readonly state: 'intact'; readonly records: number; readonly head: JournalHead | null }
  /** `at`: sequence number (for a missing record, the one that should have come) of the first break. */
  | { readonly state: 'broken'; readonly at: number; readonly fault: RecordFault }
  | { readonly state: 'unreadable' }
  | { readonly state: 'not-a-journal' }

function isInTable(record: JournalRecord): boolean {
  try {
    const fields: unknown = JSON.parse(record.fields)
    return (
      typeof fields === 'object' &&
      fields !== null &&
      writeEventFields(record.event, fields) === record.fields
    )
  } catch (error) {
    if (error instanceof EventRefused || error instanceof SyntaxError) return false
    throw error
  }
}

function walk(rows: Iterable<unknown>, kept: JournalHead | undefined): JournalVerification {
  let last: JournalRecord | null = null
  let keptSeen = kept === undefined
  for (const row of rows) {
    const at: number = (last?.seq ?? 0) + 1
    const record = readRow(row)
    if (record === null) return { state: 'broken', at, fault: 'form' }
    const fault = chainFault(record, last) ?? (isInTable(record) ? null : 'event')
    if (fault !== null) return { state: 'broken', at, fault }
    if (kept?.seq === record.seq) {
      if (!equalBytes(kept.hash, record.hash)) return { state: 'broken', at, fault: 'head' }
      keptSeen = true
    }
    last = record
  }
  if (!keptSeen) return { state: 'broken', at: (last?.seq ?? 0) + 1, fault: 'head' }
  return {
    state: 'intact',
    records: last?.seq ?? 0,
    head: last === null ? null : { seq: last.seq, hash: last.hash },
  }
}

/**
 * Walks a journal from its first record and reports the first break. The journal may be in use.
 * @param kept a head that was noted down elsewhere; without it, records cut off at the end do not show
 */
export function verifyJournal(path: string, kept?: JournalHead): JournalVerification {
  if (!existsSync(path)) return { state: 'unreadable' }
  let database: Database.Database | undefined
  try {
    database = new Database(path)
    database.exec('PRAGMA query_only = 1')
    requireJournal(database)
    return walk(database.prepare(`SELECT ${columns} FROM record ORDER BY seq`).iterate(), kept)
  } catch (error) {
    return { state: error instanceof JournalError ? 'not-a-journal' : 'unreadable' }
  } finally {
    database?.close()
  }
}
