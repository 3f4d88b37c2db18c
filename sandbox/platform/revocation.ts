import type { Store } from './store/store.ts'

/**
 * Takes a terminal's right to ask, and ends what it offers: no phone opens a code of it any more. To be called in a
 * transaction.
 * @returns serial numbers of the approvals that ended, for those who wait for them to be told
 */
export function revokeTerminal(store: Store, terminal: string, now: number): readonly string[] {
  store.terminals.revoke(terminal, now)
  const ended = store.approvals.unended(terminal, 0).map(({ bizSeq }) => bizSeq)
  for (const bizSeq of ended) store.approvals.end(bizSeq, 'withdrawn')
  return ended
}
