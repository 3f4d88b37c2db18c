import { z } from 'zod'
import {
  type PlaceName,
  placeNameSchema,
  type TicketNumber,
  ticketNumberSchema,
} from '../../../shared/counter/admission.ts'
import type { Roster, RosterEntry, RosterSession } from '../../../shared/counter/roster.ts'
import { pseudonymSchema } from '../../../shared/wire.ts'
import { cutLog, type DatabaseForm, openDatabaseFile } from '../../database/database-file.ts'

/** The roster in use, on this machine's disk. It goes when another takes its place, or when it is removed. */
export interface RosterStore {
  /** Puts a roster in the place of the one before; all of it, or nothing where the disk fails. */
  replace(roster: Roster): void
  /** The sessions for which somebody is awaited, the earliest first; none where there is no roster. */
  sessions(): readonly RosterSession[]
  /** How many are awaited in a session. */
  size(session: PlaceName): number
  /** Every entry of a ticket, one for each of its sessions. */
  find(ticket: TicketNumber): readonly RosterEntry[]
  /** Leaves nothing of it on the disk, as when the exam is over. */
  remove(): void
  close(): void
}

const form: DatabaseForm = {
  /** "PoR1" */
  applicationId: 0x506f5231,
  version: 1,
  schema: `
    CREATE TABLE entry (
      ticket TEXT NOT NULL, session TEXT NOT NULL, seat TEXT NOT NULL, room TEXT, expected TEXT NOT NULL,
      display TEXT, PRIMARY KEY (ticket, session)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session (
      session TEXT PRIMARY KEY, start INTEGER NOT NULL, size INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;`,
}

const entrySchema = z.object({
  ticket: ticketNumberSchema,
  session: placeNameSchema,
  seat: placeNameSchema,
  room: placeNameSchema.nullable(),
  expected: pseudonymSchema,
  display: z.string().nullable(),
})
const sessionSchema = z.object({ session: placeNameSchema, start: z.int() })
const sizeSchema = z.object({ size: z.int() })

/**
 * Opens the file of the roster, made where there is none, its owner's alone.
 * @throws DatabaseError
 */
export function openRosterStore(path: string): RosterStore {
  const connection = openDatabaseFile(path, form)
  const columns = 'ticket, session, seat, room, expected, display'
  const insertEntry = connection.prepare(`INSERT INTO entry (${columns}) VALUES (?, ?, ?, ?, ?, ?)`)
  const insertSession = connection.prepare('INSERT INTO session (session, start, size) VALUES (?, ?, ?)')
  const selectSessions = connection.prepare('SELECT session, start FROM session ORDER BY start, session')
  const selectSize = connection.prepare('SELECT size FROM session WHERE session = ?')
  const selectEntries = connection.prepare(`SELECT ${columns} FROM entry WHERE ticket = ? ORDER BY session`)

  const clear = () => connection.exec('DELETE FROM entry; DELETE FROM session')
  const replace = connection.transaction(({ entries, sessions }: Roster) => {
    clear()
    const sizes = new Map<string, number>()
    for (const { ticket, session, seat, room, expected, display } of entries) {
      insertEntry.run(ticket, session, seat, room, expected, display)
      sizes.set(session, (sizes.get(session) ?? 0) + 1)
    }
    for (const { session, start } of sessions) insertSession.run(session, start, sizes.get(session) ?? 0)
  })

  return {
    replace(roster) {
      replace.immediate(roster)
      cutLog(connection)
    },
    sessions: () => z.array(sessionSchema).parse(selectSessions.all()),
    size(session) {
      const row = selectSize.get(session)
      return row === undefined ? 0 : sizeSchema.parse(row).size
    },
    find: (ticket) => z.array(entrySchema).parse(selectEntries.all(ticket)),
    remove() {
      connection.transaction(clear).immediate()
      cutLog(connection)
    },
    close() {
      connection.close()
    },
  }
}
