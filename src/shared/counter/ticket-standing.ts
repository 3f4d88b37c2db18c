import type { Admission, PlaceName } from './admission.ts'
import type { ExamTerms } from './exam-terms.ts'
import type { RosterEntry, RosterSession } from './roster.ts'

/** How somebody with a ticket stands before a gate, before anything is checked. Moments are in ms since 1970-01-01 UTC. */
export type TicketStanding =
  /** Let in before: the admission says when and at which gate. */
  | { readonly standing: 'admitted-before'; readonly admission: Admission }
  | { readonly standing: 'not-on-roster' }
  /** Awaited, but in other sessions than the one that is let in now; the earliest first. */
  | { readonly standing: 'wrong-session'; readonly awaited: readonly AwaitedSession[] }
  /** Awaited in this session, in a room to which this gate does not lead. */
  | { readonly standing: 'wrong-room'; readonly entry: RosterEntry }
  | { readonly standing: 'too-early'; readonly entry: RosterEntry; readonly opens: number }
  | { readonly standing: 'on-time'; readonly entry: RosterEntry }
  /** The session has begun; whoever is late may still come in, until `closes`. */
  | {
      readonly standing: 'late'
      readonly entry: RosterEntry
      readonly began: number
      readonly closes: number
    }
  | { readonly standing: 'too-late'; readonly entry: RosterEntry; readonly closed: number }

export interface AwaitedSession extends RosterSession {
  readonly entry: RosterEntry
}

/** Whom a check may be begun for. */
export function mayBeChecked(
  standing: TicketStanding,
): standing is Extract<TicketStanding, { standing: 'on-time' | 'late' }> {
  return standing.standing === 'on-time' || standing.standing === 'late'
}

export interface StandingAsked {
  /** What the roster has of the ticket, in whatever session. */
  readonly entries: readonly RosterEntry[]
  /** Every session of the roster. */
  readonly sessions: readonly RosterSession[]
  /** The admission of the ticket in this session that holds. */
  readonly admission: Admission | null
  /** The session that is let in. */
  readonly session: PlaceName
  readonly terms: Pick<ExamTerms, 'rooms' | 'opensBefore' | 'lateness'>
  readonly now: number
}

const minute = 60_000

/**
 * Says of a ticket the first thing that matters: that it was used, then that it belongs elsewhere, then the time. The gate
 * opens at its minute, closes after its last, and who comes as the session begins is not late.
 */
export function standingOf(asked: StandingAsked): TicketStanding {
  const { entries, sessions, admission, session, terms, now } = asked
  if (admission !== null) return { standing: 'admitted-before', admission }
  const startOf = new Map(sessions.map(({ session, start }) => [session, start]))
  const awaited = entries.flatMap((entry) => {
    const start = startOf.get(entry.session)
    return start === undefined ? [] : [{ session: entry.session, start, entry }]
  })
  const here = awaited.find((one) => one.session === session)
  if (here === undefined) {
    return awaited.length === 0
      ? { standing: 'not-on-roster' }
      : { standing: 'wrong-session', awaited: awaited.sort((one, other) => one.start - other.start) }
  }
  const { entry, start } = here
  if (terms.rooms && (entry.room === null || !terms.rooms.includes(entry.room))) {
    return { standing: 'wrong-room', entry }
  }
  const opens = start - terms.opensBefore * minute
  const closes = start + terms.lateness * minute
  if (now < opens) return { standing: 'too-early', entry, opens }
  if (now > closes) return { standing: 'too-late', entry, closed: closes }
  return now > start ? { standing: 'late', entry, began: start, closes } : { standing: 'on-time', entry }
}
