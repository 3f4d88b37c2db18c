import type { RecordEvent } from '../../shared/events.ts'
import type { Journal } from './journal.ts'
import { JournalError } from './journal-file.ts'

/**
 * The one way in which the terminal records anything.
 * @param now milliseconds since 1970-01-01 UTC
 * @param onWritable told after each record whether the disk took it: a terminal that cannot keep its journal must
 * not serve
 */
export function createRecordEvent(
  journal: Journal,
  now: () => number,
  onWritable: (writable: boolean) => void,
): RecordEvent {
  return (id, fields) => {
    try {
      journal.append(now(), id, fields)
      onWritable(true)
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      onWritable(false)
    }
  }
}
