import { closeSync, openSync } from 'node:fs'
import Database from 'libsql'
import { cutLog, overwriteDeleted } from '../../platform/store/compaction.ts'
import { accountsSchema } from './accounts.ts'
import { deliveriesSchema } from './deliveries.ts'
import { receiptsSchema } from './receipts.ts'
import { retainedSchema } from './retained.ts'

/** One open database file. */
export type Connection = Database.Database

/**
 * Opens one relying party's database, made at first use, the owner's alone. A transaction that has returned is on disk, and
 * what was deleted is overwritten.
 */
export function openDatabase(file: string): Connection {
  closeSync(openSync(file, 'a', 0o600))
  const connection = new Database(file)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  overwriteDeleted(connection)
  connection.exec([accountsSchema, receiptsSchema, deliveriesSchema, retainedSchema].join('\n'))
  cutLog(connection)
  return connection
}
