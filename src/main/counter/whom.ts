import type { Admission, PlaceName, TicketNumber } from '../../shared/counter/admission.ts'
import type { Awaited, CounterResult, ListFault, SessionChoice } from '../../shared/counter/counter-view.ts'

/** Somebody who is awaited, with what the check says of them. */
export interface Whom extends Awaited {
  /** The relying party's own pseudonym for this person. */
  readonly expected: string | null
  /** Number of this person's consent to what the law makes the relying party keep. */
  readonly retention: string | null
}

/** What a ticket number comes to. */
export type Lookup =
  | { readonly is: 'awaited'; readonly whom: Whom }
  | { readonly is: 'refused'; readonly result: CounterResult }

/** What came of reading a list: the sessions that there are, and how many people are on it. */
export type PeopleRead =
  | { readonly fault: ListFault }
  | { readonly sessions: readonly SessionChoice[]; readonly count: number }

/** The people who are awaited: the exam's roster, or the hotel's list of arrivals. */
export interface PeopleList {
  /** Reads it anew. Where that is of no use, nobody is checked by the one before. */
  readonly read: () => Promise<PeopleRead>
  /** What is shown of somebody on it; null for a number that it does not have. */
  readonly find: (ticket: TicketNumber, session: PlaceName) => Awaited | null
  /**
   * Whether a ticket is to be checked.
   * @param admission that of the ticket in this session which holds
   * @param now milliseconds since 1970-01-01 UTC
   */
  readonly lookUp: (
    ticket: TicketNumber,
    session: PlaceName,
    admission: Admission | null,
    now: number,
  ) => Lookup
  readonly close: () => void
}

/** Whether somebody who comes now is late. */
export function isLate({ starts }: Pick<SessionChoice, 'starts'>, now: number): boolean {
  return starts !== null && now > starts
}
