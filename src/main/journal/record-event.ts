import type { RecordEvent } from '../../shared/events.ts'
import type { Journal } from './journal.ts'
import { JournalError } from './journal-file.ts'

/**
 * The one way in which the terminal records anything.
 * @param now milliseconds since 1970-01-01 UTC
 * @param onUnwritable the disk refused a record: a terminal that cannot keep its journal must stop serving
 */
export function createRecordEvent(
  journal: Journal,
  now: () => number,
  onUnwritable: () => void,
): RecordEvent {
  return (id, fields) => {
    try {
      journal.append(now(), id, fields)
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      onUnwritable()
    }
  }
}
