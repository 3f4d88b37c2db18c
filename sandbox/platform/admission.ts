import type { EvidenceKind } from '../../src/shared/check.ts'
import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { type CheckRequest, clockTolerance, readTimeStamp } from '../../src/shared/wire.ts'
import type { Limits } from './limits.ts'
import type { Received } from './messages.ts'
import { evidenceFor, modeCovers } from './modes.ts'
import { Refusal } from './refusals.ts'
import type { Store } from './store/store.ts'
import type { TerminalRecord } from './store/terminals.ts'

/** What a terminal must have got right before the platform looks at what was presented. */

export interface Admission {
  readonly store: Store
  readonly limits: Limits
  /** Whether a terminal that enrolled has to be let in by an operator too; else its enrolment code suffices. */
  readonly approveByHand: boolean
}

/** What every request of a terminal says of itself. */
type FromTerminal = Pick<CheckRequest, 'terminal' | 'customNumber' | 'policy' | 'authMode' | 'timeStamp'>

/**
 * The signer must hold exactly the certificate that was issued to the terminal the request names.
 * @throws Refusal
 */
export function requireTerminal(
  { store, limits, approveByHand }: Admission,
  now: number,
  { request, signer }: Pick<Received<FromTerminal>, 'request' | 'signer'>,
): TerminalRecord {
  const terminal = store.terminals.find(request.terminal)
  if (!terminal) throw new Refusal('terminal-unknown')
  if (!equalBytes(terminal.certificate, signer)) throw new Refusal('refused')
  if (terminal.revokedAt !== null) throw new Refusal('terminal-revoked')
  if (approveByHand && !store.terminalRegistrations.isApproved(terminal.number)) {
    throw new Refusal('terminal-not-approved')
  }
  limits.terminal.take(terminal.number, now)
  return terminal
}

/**
 * The terminal's relying party registered the policy, and the mode is no weaker than the policy's.
 * @returns what may be presented
 * @throws Refusal `policy`
 */
export function requirePolicy(
  store: Store,
  request: FromTerminal,
  customNumber: string,
): readonly EvidenceKind[] {
  const least = store.registry.leastMode(customNumber, request.policy)
  if (request.customNumber !== customNumber || least === undefined || !modeCovers(request.authMode, least)) {
    throw new Refusal('policy')
  }
  return evidenceFor[request.authMode]
}

/** @throws Refusal `clock` */
export function requireFresh(request: FromTerminal, now: number): void {
  const sentAt = readTimeStamp(request.timeStamp)
  if (sentAt === null) throw new Refusal('malformed')
  if (Math.abs(now - sentAt) > clockTolerance) throw new Refusal('clock')
}
