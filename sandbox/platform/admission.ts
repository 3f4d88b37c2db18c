import type { EvidenceKind } from '../../src/shared/check.ts'
import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { type CheckRequest, clockTolerance, readTimeStamp } from '../../src/shared/wire.ts'
import type { Limits } from './limits.ts'
import type { Received } from './messages.ts'
import { evidenceFor, holderEvidence, isDocumentMode, modeCovers } from './modes.ts'
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

/** Why a terminal may not ask now; null when it may. */
export function faultOfTerminal(
  { store, approveByHand }: Pick<Admission, 'store' | 'approveByHand'>,
  number: string,
): 'terminal-unknown' | 'terminal-revoked' | 'terminal-not-approved' | null {
  const terminal = store.terminals.find(number)
  if (!terminal) return 'terminal-unknown'
  if (terminal.revokedAt !== null) return 'terminal-revoked'
  return approveByHand && !store.terminalRegistrations.isApproved(number) ? 'terminal-not-approved' : null
}

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
  const fault = faultOfTerminal({ store, approveByHand }, terminal.number)
  if (fault !== null) throw new Refusal(fault)
  limits.terminal.take(terminal.number, now)
  return terminal
}

/**
 * What each piece of evidence of a check may be, in their order: one piece · for a child under 14 the guardian's and the
 * child's · where a document's holder is to be shown, the document and the holder's credential.
 */
export type EvidencePlan = readonly (readonly EvidenceKind[])[]

/**
 * A child's documents leave no place for two holders: where holders are to be shown, children have the 网证 and the window.
 * @throws Refusal `evidence` for a subject that this policy cannot be kept for
 */
export function evidencePlan(
  store: Store,
  {
    authMode,
    subject,
    policy,
    customNumber,
  }: Pick<CheckRequest, 'authMode' | 'subject' | 'policy' | 'customNumber'>,
): EvidencePlan {
  const kinds = evidenceFor[authMode]
  const { holder } = store.policyTerms.of(customNumber, policy)
  const isChild = subject === 'child'
  if (!isDocumentMode(authMode) || holder === 'document-suffices') return isChild ? [kinds, kinds] : [kinds]
  if (isChild) throw new Refusal('evidence')
  return [kinds, holderEvidence]
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
