import type { PartyRequests } from '../platform-link/party-requests.ts'
import type { RelyingPartyStore } from '../store/store.ts'

const day = 86_400_000
/** Pseudonyms of single checks are kept so long (days); an account keeps its own. */
export const deliveryDays = 30
/** What proves a check is kept so long (days). */
export const receiptDays = 180

/** Deletes, from the whole file, what this relying party has no reason to keep any more. Needs nobody's word for it. */
export function forgetEnded(store: RelyingPartyStore, now: number): void {
  const hadEnded = store.retained.forgetEnded(now)
  const wereOld = store.deliveries.forgetBefore(now - deliveryDays * day)
  store.receipts.forgetBefore(now - receiptDays * day)
  if (hadEnded || wereOld) store.compact()
}

/**
 * Asks the platform of each consent whether it still stands, and deletes what was kept under one that does not: the
 * citizen withdrew it, or is gone. Where the platform is not reached, or has been asked enough, nothing is known: the round
 * ends there.
 * @param from the consent to begin with; the last one that came, unless given
 * @returns the consent to begin the next round with, so that each has its turn
 */
export async function forgetWithdrawn(
  store: RelyingPartyStore,
  requests: PartyRequests,
  from: string | null = null,
): Promise<string | null> {
  const all = store.retained.all().map(({ consent }) => consent)
  const begin = from === null ? 0 : Math.max(0, all.indexOf(from))
  const round = [...all.slice(begin), ...all.slice(0, begin)]
  let forgotten = false
  let next: string | null = null
  for (const [index, consent] of round.entries()) {
    const answer = await requests.fetchRetained(consent)
    if (answer.kind === 'answer') continue
    if (answer.reason === 'not-found') forgotten = store.retained.forget(consent) || forgotten
    else if (answer.reason === 'offline' || answer.reason === 'busy') {
      // What cannot be answered of one consent must not keep the others from their turn.
      next = (answer.reason === 'busy' ? consent : round[index + 1]) ?? null
      break
    }
  }
  if (forgotten) store.compact()
  return next
}
