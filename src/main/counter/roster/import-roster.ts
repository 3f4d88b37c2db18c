import { type FileHandle, open, stat } from 'node:fs/promises'
import type { ExamTerms } from '../../../shared/counter/exam-terms.ts'
import type { RosterFileFault, RosterImport } from '../../../shared/counter/roster.ts'
import { sqliteCode } from '../../database/database-file.ts'
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
  const file = await readBounded(path)
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

/** A file that changes meanwhile, or is no ordinary one, is not read beyond what it may have. */
async function readBounded(
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly fault: RosterFileFault }> {
  try {
    // Before it is opened: to open a pipe is to wait for whoever writes to it.
    const status = await stat(path)
    if (!status.isFile()) return { fault: 'unreadable' }
    if (status.size > largestFile) return { fault: 'too-large' }
    const file = await open(path, 'r')
    try {
      const bytes = await readWhole(file, status.size)
      return bytes === null ? { fault: 'unreadable' } : { bytes }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { fault: 'unreadable' }
    throw error
  }
}

/** Null where it is shorter than it was said to be. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size)
  let at = 0
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at, at)
    if (bytesRead === 0) return null
    at += bytesRead
  }
  return bytes
}
