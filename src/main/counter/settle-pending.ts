import type { BizSeq } from '../../shared/check.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import type { CounterAnswer, CounterCheck, HallStore, Settlement } from '../hall-store/hall-store.ts'
import { JournalError } from '../journal/journal-file.ts'

/** What became of a check that was under way when the terminal ended. */
export interface SettledCheck {
  readonly check: CounterCheck
  readonly settlement:
    | Settlement
    /** There never was a verdict: whoever it was is checked anew. */
    | { readonly state: 'abandoned' }
    /** It cannot be told now: it stays as it is, to be asked again. */
    | { readonly state: 'unsettled' }
}

/**
 * Ends, at a start, the checks that the gate had under way when it was killed: a verdict that had come is kept as it would
 * have been then. Staff are to be told what comes back: nobody saw green.
 * @param answerTo the answer that came to a check, null where none did; rejects with VerificationUnavailable or
 *   JournalError where that cannot be told now
 * @param isUnderWay whether a check is still followed by this process, which settles it itself
 */
export async function settlePending(
  store: HallStore,
  answerTo: (check: CounterCheck) => Promise<CounterAnswer | null>,
  isUnderWay: (bizSeq: BizSeq) => boolean = () => false,
): Promise<readonly SettledCheck[]> {
  const settled: SettledCheck[] = []
  const left = (await store.pending()).filter(({ bizSeq }) => !isUnderWay(bizSeq))
  for (const check of left) {
    settled.push({ check, settlement: await settle(store, check, answerTo) })
  }
  return settled
}

async function settle(
  store: HallStore,
  check: CounterCheck,
  answerTo: (check: CounterCheck) => Promise<CounterAnswer | null>,
): Promise<SettledCheck['settlement']> {
  try {
    const answer = await answerTo(check)
    if (answer !== null) return await store.settle(check.bizSeq, answer)
    await store.abandon(check.bizSeq)
    return { state: 'abandoned' }
  } catch (error) {
    const isUntold = error instanceof VerificationUnavailable || error instanceof JournalError
    if (isUntold) return { state: 'unsettled' }
    throw error
  }
}
