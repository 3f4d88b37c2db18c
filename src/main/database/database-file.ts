import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { z } from 'zod'

export type Connection = Database.Database

/** What tells one kind of the terminal's files from another. */
export interface DatabaseForm {
  /** SQLite's `application_id`. */
  readonly applicationId: number
  readonly version: number
  /** Makes the tables in an empty file. */
  readonly schema: string
}

export type DatabaseFault =
  /** The file cannot be made, opened or read. */
  | 'unreadable'
  /** It is not an SQLite file, or its pages do not hold together. */
  | 'damaged'
  /** A database, but of another kind. */
  | 'other-file'
  /** A newer version of the terminal made it. */
  | 'newer'
  /** Another process has been writing to it for seconds. */
  | 'held'

/** Names the fault and the file, and nothing that stands in it. */
export class DatabaseError extends Error {
  readonly fault: DatabaseFault

  constructor(fault: DatabaseFault, path: string) {
    super(`${path}: ${fault}`)
    this.name = 'DatabaseError'
    this.fault = fault
  }
}

/** How long (ms) a statement waits for somebody else's transaction, and everything with it: at a start, and later. */
const patience = { opening: 5_000, open: 100 }

/**
 * Opens one of the terminal's databases, making it where there is none; its owner's alone, its log too. A transaction
 * that has returned is on the disk, and what was deleted is overwritten. A file that is damaged, or not ours, is left as it is.
 * @throws DatabaseError
 */
export function openDatabaseFile(path: string, form: DatabaseForm): Connection {
  let connection: Connection | null = null
  try {
    createFile(path)
    chmodSync(path, 0o600)
    connection = new Database(path)
    connection.exec(`PRAGMA busy_timeout = ${patience.opening}`)
    requireForm(connection, form, path)
    connection.exec('PRAGMA journal_mode = WAL')
    connection.exec('PRAGMA synchronous = FULL')
    connection.exec('PRAGMA secure_delete = ON')
    makeTables(connection, form)
    requireSound(connection, path)
    connection.exec(`PRAGMA busy_timeout = ${patience.open}`)
    return connection
  } catch (error) {
    connection?.close()
    if (error instanceof DatabaseError) throw error
    if (isDamage(error)) throw new DatabaseError('damaged', path)
    throw new DatabaseError(isHeld(error) ? 'held' : 'unreadable', path)
  }
}

/** Brings the log into the file and cuts it to nothing, so that nothing deleted is left there. Not while others read it. */
export function cutLog(connection: Connection): void {
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}

const codeSchema = z.object({ code: z.string().startsWith('SQLITE_') })

/** SQLite's name for what went wrong, such as `SQLITE_BUSY`; null for an error of another kind. */
export function sqliteCode(error: unknown): string | null {
  return codeSchema.safeParse(error).data?.code ?? null
}

/** Whether SQLite says that the file itself is at fault. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(?:NOTADB|CORRUPT)/.test(sqliteCode(error) ?? '')
}

/** Whether somebody else's transaction is in the way. */
export function isHeld(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|LOCKED)/.test(sqliteCode(error) ?? '')
}

/** Makes the file for this user alone before SQLite opens it. */
function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function numberOf(connection: Connection, sql: string): number {
  return z.object({ value: z.int() }).parse(connection.prepare(sql).get()).value
}

const isEmpty = (connection: Connection) =>
  numberOf(connection, 'SELECT count(*) AS value FROM sqlite_schema') === 0

function requireForm(connection: Connection, form: DatabaseForm, path: string): void {
  if (isEmpty(connection)) return
  const id = numberOf(connection, 'SELECT application_id AS value FROM pragma_application_id')
  if (id !== form.applicationId) throw new DatabaseError('other-file', path)
  const version = numberOf(connection, 'SELECT user_version AS value FROM pragma_user_version')
  if (version > form.version) throw new DatabaseError('newer', path)
}

/** In one transaction: whoever opens the same file at the same time finds all of it, or nothing. */
function makeTables(connection: Connection, { applicationId, version, schema }: DatabaseForm): void {
  if (!isEmpty(connection)) return
  connection
    .transaction(() => {
      if (!isEmpty(connection)) return
      connection.exec(schema)
      connection.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`)
    })
    .immediate()
}

function requireSound(connection: Connection, path: string): void {
  const rows = z
    .array(z.object({ quick_check: z.string() }))
    .parse(connection.prepare('PRAGMA quick_check(1)').all())
  if (rows[0]?.quick_check !== 'ok') throw new DatabaseError('damaged', path)
}
