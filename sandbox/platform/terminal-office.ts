import { toHex } from '../../src/shared/gm/bytes.ts'
import { samNumberLength } from '../../src/shared/resident-card-content.ts'
import type { ApprovalWatch } from './approvals/watch.ts'
import type { Clock } from './clock.ts'
import { Refusal } from './refusals.ts'
import { revokeTerminal } from './revocation.ts'
import type { Store } from './store/store.ts'

/** What an operator sees of a terminal: nothing of where it stands. */
export interface EnrolledTerminal {
  readonly number: string
  /** `waiting` for an operator to let it ask, where that is the rule. */
  readonly state: 'waiting' | 'approved' | 'revoked'
  /** Numbers of its SAMs, hexadecimal. */
  readonly sams: readonly string[]
}

/** What an operator of the platform does about terminals that have enrolled. */
export interface TerminalOffice {
  /** Lets an enrolled terminal ask, where the code it enrolled with does not suffice. */
  approve(terminal: string): void
  /** Takes a terminal's right to ask and ends what it offers; there is no way back but a new enrolment. */
  revoke(terminal: string): void
  /** Terminals that have enrolled, the last first. */
  all(): readonly EnrolledTerminal[]
  /**
   * Enrols the SAM of a terminal's card reader: its cards are read by one that is enrolled, or not at all.
   * @param sam 16 octets as the SAM gives its number
   */
  enrolSam(terminal: string, sam: Uint8Array): void
  withdrawSam(terminal: string, sam: Uint8Array): void
}

export function terminalOffice({
  store,
  clock,
  watch,
  approveByHand,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly watch: Pick<ApprovalWatch, 'changed'>
  readonly approveByHand: boolean
}): TerminalOffice {
  const known = (terminal: string): string => {
    if (!store.terminals.find(terminal)) throw new Refusal('terminal-unknown')
    return terminal
  }
  const isApproved = (terminal: string) => !approveByHand || store.terminalRegistrations.isApproved(terminal)
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
    withdrawSam: (terminal, sam) =>
      store.terminalRegistrations.withdrawSam(known(terminal), name(sam), clock.now()),
    all: () =>
      store.terminals.all().map(({ number, revokedAt }) => ({
        number,
        state: revokedAt !== null ? 'revoked' : isApproved(number) ? 'approved' : 'waiting',
        sams: store.terminalRegistrations.sams(number),
      })),
  }
}

/**
 * A card that some other reader read is not looked at: a stand-in for the one that is enrolled proves nothing, and where
 * none is, any would be a stand-in.
 * @param sam hexadecimal
 * @throws Refusal `refused`
 */
export function requireSam(store: Store, terminal: string, sam: string): void {
  if (!store.terminalRegistrations.sams(terminal).includes(sam)) throw new Refusal('refused')
}
