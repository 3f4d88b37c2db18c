import type { BizSeq, ReceiptNumber } from '../../shared/check.ts'
import type {
  Admission,
  HallCounts,
  HallEntry,
  HallSession,
  TicketNumber,
  UndoReason,
} from '../../shared/counter/admission.ts'
import type { Verdict } from '../../shared/verdict.ts'

/** One check at a counter, from before it is sent until it is settled. */
export interface CounterCheck {
  readonly bizSeq: BizSeq
  readonly session: HallSession
  readonly ticket: TicketNumber
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
}

/** What the platform said. */
export interface CounterAnswer {
  readonly verdict: Verdict
  readonly receipt: ReceiptNumber
  /** When it came, in milliseconds since 1970-01-01 UTC. */
  readonly time: number
}

export type Beginning =
  | { readonly state: 'begun' }
  /** Nothing was begun: the ticket was let in before. Do not send the check. */
  | { readonly state: 'admitted-before'; readonly admission: Admission }

export type Settlement =
  | { readonly state: 'admitted'; readonly admission: Admission }
  /** A pass, but the ticket was let in while the platform was asked; `admission` says when and where. */
  | { readonly state: 'admitted-before'; readonly admission: Admission }
  | { readonly state: 'failed' }

export type Undoing =
  | { readonly state: 'undone' }
  /** There is no such admission, or it was taken back before. */
  | { readonly state: 'not-admitted' }

export type HallStoreFault =
  /** Another gate holds the store, or it cannot be reached. The same again may succeed. */
  | 'unavailable'
  /** The disk did not take what was written. */
  | 'disk'
  /** What was read is not what a hall store writes. It must not be used further. */
  | 'damaged'

/** Says what went wrong, and nothing of what was to be written. */
export class HallStoreError extends Error {
  readonly fault: HallStoreFault

  constructor(fault: HallStoreFault) {
    super(`hall store: ${fault}`)
    this.name = 'HallStoreError'
    this.fault = fault
  }
}

/**
 * Who was let into the hall's sessions: each ticket once for each session, whichever gate asks. What a method has given
 * back is kept, whatever happens to this process afterwards. No identity is in it, and there is no place for one.
 *
 * One value is one gate's. `hallStoreContract` is the test that every implementation passes.
 *
 * A check goes so: `begin` before it is sent, then `settle` with the platform's answer, or `abandon` when there is none. A
 * terminal that is killed between finds the check in `pending` at its next start.
 *
 * Every method rejects with HallStoreError where the store fails.
 */
export interface HallStore {
  /** Keeps that a check is about to be sent. A serial number is begun once. */
  begin(check: CounterCheck): Promise<Beginning>
  /** This gate's checks that were begun and neither settled nor abandoned, the earliest first. */
  pending(): Promise<readonly CounterCheck[]>
  /**
   * Keeps the answer to a check of this gate and, where it is a pass, lets the ticket in, in one. The same again gives the
   * same result and changes nothing, also when the admission was taken back meanwhile.
   * @throws TypeError for a check that was not begun here
   */
  settle(bizSeq: BizSeq, answer: CounterAnswer): Promise<Settlement>
  /** No verdict was had: the check is forgotten, and the ticket can be checked again. */
  abandon(bizSeq: BizSeq): Promise<void>
  /** The admission that holds; null when the ticket may be let in. */
  admission(session: HallSession, ticket: TicketNumber): Promise<Admission | null>
  /**
   * Takes back the admission with this number, as it stood on the screen: a later one of the same ticket stays. The ticket
   * may be let in again, and the history keeps both.
   * @param time milliseconds since 1970-01-01 UTC
   */
  undo(seq: number, reason: UndoReason, time: number): Promise<Undoing>
  counts(session: HallSession): Promise<HallCounts>
  /** What happened last in a session, at all gates, the latest first. */
  latest(session: HallSession, count: number): Promise<readonly HallEntry[]>
  /** What happened with a ticket in every session, the latest first; a hundred at most. */
  historyOf(ticket: TicketNumber): Promise<readonly HallEntry[]>
  /** The admissions of a session that hold, in the order in which they were decided. */
  admissions(session: HallSession): AsyncIterable<Admission>
  close(): Promise<void>
}
