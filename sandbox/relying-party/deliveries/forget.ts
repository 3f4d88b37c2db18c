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
  store.deliveries.forgetBefore(now - deliveryDays * day)
  store.receipts.forgetBefore(now - receiptDays * day)
  if (hadEnded) store.compact()
}

/**
 * Asks the platform of each consent whether it still stands, and deletes what was kept under one that does not: the
 * citizen withdrew it, or is gone. Where the platform is not reached nothing is known, and it is asked again.
 */
export async function forgetWithdrawn(store: RelyingPartyStore, requests: PartyRequests): Promise<void> {
  let forgotten = false
  for (const { consent } of store.retained.all()) {
    const answer = await requests.fetchRetained(consent)
    if (answer.kind === 'unavailable' && answer.reason === 'not-found') {
      forgotten = store.retained.forget(consent) || forgotten
    }
  }
  if (forgotten) store.compact()
}
