import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { z } from 'zod'
import type { JournalRecord } from './journal-record.ts'

/** "PoJ1": says of an SQLite file that it is a journal of this product, in this form. */
export const journalApplicationId = 0x506f4a31

export type JournalFault =
  /** The file cannot be read or is not an SQLite database. */
  | 'unreadable'
  /** A database, but not a journal. */
  | 'not-a-journal'
  /** The last record does not hold: this journal must not be continued. */
  | 'broken'
  /** A record could not be written. */
  | 'write'

/** Says what went wrong and nothing of what was to be written. */
export class JournalError extends Error {
  readonly fault: JournalFault

  constructor(fault: JournalFault) {
    super(`journal: ${fault}`)
    this.name = 'JournalError'
    this.fault = fault
  }
}

/** One row comes as Buffer, several as ArrayBuffer. */
const hashSchema = z
  .union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer))])
  .refine((bytes) => bytes.length === 32)

const rowSchema = z.object({
  seq: z.int().min(1),
  time: z.int().min(0),
  event: z.string(),
  fields: z.string(),
  previous: hashSchema,
  hash: hashSchema,
})

/** A row of the file, or null for one that no journal writes. */
export function readRow(row: unknown): JournalRecord | null {
  const parsed = rowSchema.safeParse(row)
  return parsed.success ? parsed.data : null
}

/** Columns in the order of `JournalRecord`. */
export const columns = 'seq, time, event, fields, previous, hash'

const schema = `
  CREATE TABLE IF NOT EXISTS record (
    seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, event TEXT NOT NULL, fields TEXT NOT NULL,
    previous BLOB NOT NULL, hash BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS record_stays BEFORE UPDATE ON record
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS record_remains BEFORE DELETE ON record
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  PRAGMA application_id = ${journalApplicationId};`

const pragmaRow = z.object({ value: z.int() })

/** @throws JournalError when the open database is not a journal */
export function requireJournal(database: Database.Database): void {
  const row: unknown = database.prepare('SELECT application_id AS value FROM pragma_application_id').get()
  if (pragmaRow.safeParse(row).data?.value !== journalApplicationId) throw new JournalError('not-a-journal')
}

/** True when the file is new: made here, for this user alone, before SQLite opens it. */
function createFile(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Opens a journal for writing, making it when there is none; readable for its owner alone.
 * Write-ahead log with full synchronisation: a record is on the disk when the call that wrote it returns. Measured
 * at 0.3 ms a record, against 1.2 ms with a rollback journal and 0.02 ms without synchronisation.
 * @throws JournalError
 */
export function openJournalFile(path: string): Database.Database {
  try {
    const isNew = createFile(path)
    chmodSync(path, 0o600)
    const database = new Database(path)
    if (!isNew) requireJournalOrEmpty(database)
    // Somebody who looks in, or copies the file, holds it for a moment.
    database.exec('PRAGMA busy_timeout = 500')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    database.exec(schema)
    return database
  } catch (error) {
    if (error instanceof JournalError) throw error
    throw new JournalError('unreadable')
  }
}

/** A crash between making the file and writing its schema leaves an empty database: that is a new journal. */
function requireJournalOrEmpty(database: Database.Database): void {
  const row: unknown = database.prepare('SELECT count(*) AS value FROM sqlite_schema').get()
  if (pragmaRow.safeParse(row).data?.value !== 0) requireJournal(database)
}
