import type { EventFields, EventId } from '../../shared/events.ts'
import { writeEventFields } from '../../shared/event-fields.ts'
import { columns, JournalError, openJournalFile, readRow } from './journal-file.ts'
import { chainFault, hashOfRecord, type JournalRecord } from './journal-record.ts'

/** Names the end of a journal: whoever keeps it can later tell that nothing was cut off or replaced. */
export interface JournalHead {
  readonly seq: number
  readonly hash: Uint8Array
}

export interface Journal {
  /**
   * Appends one event. It is on the disk when the call returns.
   * @param time milliseconds since 1970-01-01 UTC
   * @throws EventRefused when the table of events does not have it so; JournalError `write` when the disk fails
   */
  append<Id extends EventId>(time: number, id: Id, fields: EventFields<Id>): JournalHead
  /** The last record; null while there is none. */
  head(): JournalHead | null
  close(): void
}

/**
 * The append-only record of what the terminal did, without any identity.
 *
 * Each record carries the hash of the one before, so that an edit, a record taken out, put in or moved shows (see
 * `verifyJournal`). Records cut off at the end, or a journal written anew from the start, can only show to one who
 * kept a head elsewhere: the chain has no key.
 *
 * A process killed at any moment leaves a valid chain, because one record is one transaction.
 * @param drawOrigin gives the 32 random bytes that a new journal starts from
 * @throws JournalError `unreadable`, `not-a-journal`, or `broken` when the last record does not hold
 */
export function openJournal(
  path: string,
  drawOrigin: () => Uint8Array = () => crypto.getRandomValues(new Uint8Array(32)),
): Journal {
  const database = openJournalFile(path)
  const lastTwo = database.prepare(`SELECT ${columns} FROM record ORDER BY seq DESC LIMIT 2`)
  const insert = database.prepare(`INSERT INTO record (${columns}) VALUES (?, ?, ?, ?, ?, ?)`)

  const readLast = (): JournalRecord | null => {
    const [lastRow, beforeRow] = lastTwo.all()
    if (lastRow === undefined) return null
    const last = readRow(lastRow)
    const before = beforeRow === undefined ? null : readRow(beforeRow)
    if (last === null || chainFault(last, before) !== null) throw new JournalError('broken')
    return last
  }

  let last: JournalRecord | null
  let certain = true
  try {
    last = readLast()
  } catch (error) {
    database.close()
    throw error instanceof JournalError ? error : new JournalError('unreadable')
  }

  return {
    append(time, id, fields) {
      const content = writeEventFields(id, fields)
      try {
        // After a failed write the disk, not memory, knows whether the record is there.
        if (!certain) last = readLast()
        certain = false
        const unhashed = {
          seq: (last?.seq ?? 0) + 1,
          time: Math.trunc(time),
          event: id,
          fields: content,
          previous: last?.hash ?? drawOrigin(),
        }
        const record: JournalRecord = { ...unhashed, hash: hashOfRecord(unhashed) }
        insert.run(record.seq, record.time, record.event, record.fields, record.previous, record.hash)
        last = record
        certain = true
        return { seq: record.seq, hash: record.hash }
      } catch (error) {
        throw error instanceof JournalError ? error : new JournalError('write')
      }
    },
    head: () => (last === null ? null : { seq: last.seq, hash: last.hash }),
    close: () => {
      database.close()
    },
  }
}
