import type { ExamTerms } from '../../../shared/counter/exam-terms.ts'
import type { RosterImport } from '../../../shared/counter/roster.ts'
import { sqliteCode } from '../../database/database-file.ts'
import { readBounded } from '../read-bounded.ts'
import { readRoster } from './read-roster.ts'
import type { RosterStore } from './roster-store.ts'

/** 200,000 lines of 160 octets. */
export const largestFile = 32 * 1024 * 1024

/**
 * Puts the roster of a file in the place of the one in use, all of it or nothing of it.
 * @param path of the file that staff chose, on a memory stick as likely as not
 */
export async function importRoster(
  path: string,
  terms: Pick<ExamTerms, 'sessions' | 'rooms'>,
  store: RosterStore,
): Promise<RosterImport> {
  const file = await readBounded(path, largestFile)
  if ('fault' in file) return { state: 'refused-file', fault: file.fault }
  const reading = await readRoster(file.bytes, terms)
  if (reading.state !== 'read') return reading
  const { encoding, roster } = reading
  try {
    store.replace(roster)
  } catch (error) {
    if (sqliteCode(error) === null) throw error
    return { state: 'refused-file', fault: 'not-kept' }
  }
  return { state: 'imported', encoding, entries: roster.entries.length, sessions: store.sessions() }
}
