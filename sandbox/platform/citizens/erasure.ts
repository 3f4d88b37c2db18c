import type { Store } from '../store/store.ts'

/**
 * Deletes a citizen (article 9): everything that says who it was or opens a door in the name, in the whole file, free
 * pages and log included. What the law wants kept stays, without identity: the log of checks, which consents there
 * were, and the audit of exports.
 */
export function eraseCitizen(store: Store, citizen: string, now: number): void {
  store.transaction(() => {
    const who = store.citizens.identity(citizen)
    if (who) {
      store.liveness.forget(who.person)
      store.applications.forget(who.person, citizen)
    }
    store.passwords.forget(citizen)
    store.consents.withdrawAll(citizen, now)
    store.deliveries.forget(citizen)
    store.incidents.forget(citizen)
    store.securityEvents.forget(citizen)
    store.dynamicCodes.forget(citizen)
    store.pseudonyms.forget(citizen)
    store.approvals.forget(citizen)
    store.citizens.forget(citizen)
    store.securityEvents.add(citizen, 'deleted', now)
  })
  store.compact()
}
