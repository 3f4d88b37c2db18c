import { toHex } from '../../src/shared/gm/bytes.ts'
import { samNumberLength } from '../../src/shared/resident-card-content.ts'
import type { ApprovalWatch } from './approvals/watch.ts'
import type { Clock } from './clock.ts'
import { Refusal } from './refusals.ts'
import { revokeTerminal } from './revocation.ts'
import type { Store } from './store/store.ts'

/** What an operator of the platform does about terminals that have enrolled. */
export interface TerminalOffice {
  /** Lets an enrolled terminal ask, where the code it enrolled with does not suffice. */
  approve(terminal: string): void
  /** Takes a terminal's right to ask and ends what it offers; there is no way back but a new enrolment. */
  revoke(terminal: string): void
  /**
   * Enrols the SAM of a terminal's card reader. A terminal for which one is enrolled has its cards read by that one.
   * @param sam 16 octets as the SAM gives its number
   */
  enrolSam(terminal: string, sam: Uint8Array): void
  withdrawSam(terminal: string, sam: Uint8Array): void
}

export function terminalOffice({
  store,
  clock,
  watch,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly watch: Pick<ApprovalWatch, 'changed'>
}): TerminalOffice {
  const known = (terminal: string): string => {
    if (!store.terminals.find(terminal)) throw new Refusal('terminal-unknown')
    return terminal
  }
  const name = (sam: Uint8Array): string => {
    if (sam.length !== samNumberLength) throw new TypeError('not a SAM number')
    return toHex(sam)
  }
  return {
    approve: (terminal) => store.terminalRegistrations.approve(known(terminal), clock.now()),
    revoke: (terminal) => {
      const ended = store.transaction(() => revokeTerminal(store, known(terminal), clock.now()))
      for (const bizSeq of ended) watch.changed(bizSeq)
    },
    enrolSam: (terminal, sam) =>
      store.terminalRegistrations.enrolSam(known(terminal), name(sam), clock.now()),
    withdrawSam: (terminal, sam) => store.terminalRegistrations.withdrawSam(known(terminal), name(sam)),
  }
}

/**
 * A card that some other reader read is not looked at: where readers are enrolled, a stand-in for one proves nothing.
 * @param sam hexadecimal
 * @throws Refusal `refused`
 */
export function requireSam(store: Store, terminal: string, sam: string): void {
  const enrolled = store.terminalRegistrations.sams(terminal)
  if (enrolled.length > 0 && !enrolled.includes(sam)) throw new Refusal('refused')
}
