import { z } from 'zod'
import type { Connection } from './database.ts'

const checkpointed = z.tuple([z.object({ busy: z.int() })])

/** From now on, whatever is deleted or replaced is overwritten with zeros. */
export function overwriteDeleted(connection: Connection): void {
  connection.pragma('secure_delete = ON')
  connection.pragma('temp_store = MEMORY')
}

/**
 * Leaves nothing behind of what was deleted: the file is written anew without its free pages, and the write-ahead
 * log, which still has the pages as they were, is cut to nothing.
 * @throws Error when somebody else reads the file, so that the log cannot be cut
 */
export function compact(connection: Connection): void {
  connection.exec('vacuum')
  if (!cutLog(connection)) throw new Error('the write-ahead log is being read, and could not be cut')
}

/**
 * Brings what stands in the write-ahead log into the file and cuts the log to nothing. At opening it ends a deletion in
 * whose middle the machine stopped.
 * @returns false when somebody else is reading the log
 */
export function cutLog(connection: Connection): boolean {
  const [{ busy }] = checkpointed.parse(connection.pragma('wal_checkpoint(TRUNCATE)'))
  return busy === 0
}
