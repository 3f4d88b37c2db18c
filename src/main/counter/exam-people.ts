import type { CounterConfig } from '../../shared/counter/counter-config.ts'
import type { Awaited, ListFault } from '../../shared/counter/counter-view.ts'
import type { RosterEntry, RosterImport } from '../../shared/counter/roster.ts'
import { standingOf, type TicketStanding } from '../../shared/counter/ticket-standing.ts'
import type { RosterStore } from './roster/roster-store.ts'
import type { Lookup, PeopleList, Whom } from './whom.ts'

/** So many bad lines are told of. */
const mostLines = 20

export interface ExamRoster extends Pick<RosterStore, 'find' | 'sessions' | 'close'> {
  /** Puts the roster of the file in the place of the one before. */
  readonly read: () => Promise<RosterImport>
}

/** Those whom an exam's roster has. */
export function examPeople(
  { exam: terms }: Pick<Extract<CounterConfig, { kind: 'exam' }>, 'exam'>,
  roster: ExamRoster,
): PeopleList {
  return {
    async read() {
      const read = await roster.read()
      if (read.state !== 'imported') return { fault: faultOf(read) }
      const rooms = terms.rooms ?? null
      const sessions = read.sessions.map(({ session, start }) => ({ name: session, rooms, starts: start }))
      return { sessions, count: read.entries }
    },
    find(ticket, session) {
      const entries = roster.find(ticket)
      const entry = entries.find((one) => one.session === session) ?? entries[0]
      return entry === undefined ? null : shown(entry)
    },
    lookUp(ticket, session, admission, now) {
      const asked = {
        entries: roster.find(ticket),
        sessions: roster.sessions(),
        admission,
        session,
        terms,
        now,
      }
      const own = asked.entries.find((one) => one.session === session)
      return lookupOf(standingOf(asked), own ? shown(own) : { ticket, place: null, text: null })
    },
    close: () => {
      roster.close()
    },
  }
}

function shown({ ticket, seat, display }: RosterEntry): Awaited {
  return { ticket, place: seat, text: display }
}

function awaited(entry: RosterEntry): Whom {
  return { ...shown(entry), expected: entry.expected, retention: null }
}

/** @param whom who has the ticket */
function lookupOf(standing: TicketStanding, whom: Awaited): Lookup {
  switch (standing.standing) {
    case 'on-time':
    case 'late':
      return { is: 'awaited', whom: awaited(standing.entry) }
    case 'admitted-before': {
      const { time: at, gate } = standing.admission
      return { is: 'refused', result: { kind: 'admitted-before', whom, at, gate } }
    }
    case 'not-on-roster':
      return { is: 'refused', result: { kind: 'unknown-ticket', ticket: whom.ticket } }
    case 'wrong-session': {
      const [first] = standing.awaited
      const session = standing.awaited.map((one) => one.session).join(' · ')
      const elsewhere = first ? shown(first.entry) : whom
      return { is: 'refused', result: { kind: 'wrong-session', whom: elsewhere, session } }
    }
    case 'wrong-room': {
      const room = standing.entry.room ?? ''
      return { is: 'refused', result: { kind: 'wrong-room', whom, room } }
    }
    case 'too-early':
      return { is: 'refused', result: { kind: 'too-early', whom, at: standing.opens } }
    case 'too-late':
      return { is: 'refused', result: { kind: 'too-late', whom, at: standing.closed } }
  }
}

function faultOf(read: Exclude<RosterImport, { readonly state: 'imported' }>): ListFault {
  if (read.state === 'refused-file') return { fault: read.fault }
  const { faults, further } = read
  const lines = faults.slice(0, mostLines)
  return { fault: 'lines', lines, further: further + faults.length - lines.length }
}
