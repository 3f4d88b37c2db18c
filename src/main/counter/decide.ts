import type { BizSeq, ReceiptNumber } from '../../shared/check.ts'
import type { Admission, HallSession, TicketNumber } from '../../shared/counter/admission.ts'
import type { CounterResult } from '../../shared/counter/counter-view.ts'
import type { RecordEvent } from '../../shared/events.ts'
import type { Verdict } from '../../shared/verdict.ts'
import { type HallStore, HallStoreError, type Settlement } from '../hall-store/hall-store.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import type { CheckInput, LookupInput } from './counter-machine.ts'
import { hallSessionOf } from './hall-session.ts'
import { isLate, type Lookup } from './whom.ts'

/** The platform's word, and the number of its receipt. */
export interface Answer {
  readonly verdict: Verdict
  readonly receipt: ReceiptNumber
}

export interface DecideParts {
  readonly store: Pick<HallStore, 'begin' | 'settle' | 'abandon'>
  /** Rejects with VerificationUnavailable and with nothing else. */
  readonly verify: (check: CheckInput['check'], sealed: SealedPieces) => Promise<Answer>
  /** Whether a ticket is to be checked now: hours may have gone by since its number was typed. */
  readonly lookUp: (input: LookupInput) => Promise<Lookup>
  /** A number for a guest without a booking. */
  readonly walkIn: (session: HallSession) => Promise<TicketNumber>
  readonly record: RecordEvent
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

/**
 * One check from the presentation to what was kept of it. What is sent is followed to its end, whoever locks the counter
 * meanwhile: a pass that nobody kept could be used a second time.
 * @throws VerificationUnavailable
 */
export function decider({ store, verify, lookUp, walkIn, record, now }: DecideParts) {
  const settled = async (bizSeq: BizSeq, answer: Answer): Promise<Settlement> => {
    const time = now()
    try {
      return await store.settle(bizSeq, { ...answer, time })
    } catch (error) {
      // Another gate may hold it for a moment: the same again gives the same.
      if (!(error instanceof HallStoreError && error.fault === 'unavailable')) throw error
      return store.settle(bizSeq, { ...answer, time })
    }
  }

  return async ({ session, whom, check, sealed }: CheckInput): Promise<CounterResult> => {
    const { bizSeq } = check
    try {
      if (whom) {
        const standing = await lookUp({ ticket: whom.ticket, session })
        if (standing.is === 'refused') return standing.result
      }
      const hallSession = hallSessionOf(session)
      const ticket = whom?.ticket ?? (await walkIn(hallSession))
      const beginning = await store.begin({ bizSeq, session: hallSession, ticket, time: now() })
      if (beginning.state === 'admitted-before') return admittedBefore(beginning.admission, whom, ticket)
      const answer = await verify(check, [sealed]).catch(async (error: unknown) => {
        await store.abandon(bizSeq)
        throw error
      })
      const settlement = await settled(bizSeq, answer)
      record('counter.admission', { bizSeq, outcome: settlement.state })
      switch (settlement.state) {
        case 'failed':
          return { kind: 'failed', whom }
        case 'admitted-before':
          return admittedBefore(settlement.admission, whom, ticket)
        case 'admitted':
          return session.starts === null || !whom
            ? { kind: 'checked', whom, delivery: check.retention === undefined ? 'not-asked' : 'asked' }
            : { kind: 'admitted', whom, isLate: isLate(session, settlement.admission.time) }
      }
    } catch (error) {
      if (!(error instanceof HallStoreError)) throw error
      record('counter.store-fault', { fault: error.fault })
      return { kind: 'unavailable', whom, cause: 'store' }
    }
  }
}

function admittedBefore(
  { time, gate }: Admission,
  whom: CheckInput['whom'],
  ticket: TicketNumber,
): CounterResult {
  const known = whom ?? { ticket, place: null, text: null }
  return { kind: 'admitted-before', whom: known, at: time, gate }
}
