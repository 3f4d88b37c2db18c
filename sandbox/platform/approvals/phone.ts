import { anchorOf } from '../../../src/shared/approval-code.ts'
import type { AuthMode, Subject } from '../../../src/shared/check.ts'
import { faultOfTerminal } from '../admission.ts'
import { type FactorName, type FactorPresentation, missingFactors } from '../factors/factor.ts'
import { type Factors, requireProven } from '../factors/prove.ts'
import { requiredBy } from '../factors/required.ts'
import { Refusal } from '../refusals.ts'
import type { ApprovalRecord } from '../store/approvals.ts'
import { isShown, stateAt } from './lifetime.ts'
import type { ApprovalContext } from './offer.ts'

/** What a phone shows before its citizen approves. */
export interface OpenedApproval {
  /** Names the approval from now on. */
  readonly anchor: string
  /** Who asks. */
  readonly relyingParty: string
  readonly mode: AuthMode
  /** What has to be proven on the phone to approve. */
  readonly factors: readonly FactorName[]
  readonly subject: Subject
  /** What is given to the relying party's terminal: never more than the result. */
  readonly gives: 'result'
  /** Digest of what the terminal says the check is for: the phone compares it with the words in the code. */
  readonly purpose: string
}

/** What of a code the phone sends the platform: not the words, nor the salt. */
export interface SeenCode {
  readonly step: number
  readonly link: Uint8Array
}

/** @throws Refusal `approval-ended` also where the terminal lost its right to ask since it offered this */
function find({ store, approveByHand }: ApprovalContext, anchor: string): ApprovalRecord {
  const approval = store.approvals.findByAnchor(anchor)
  if (!approval) throw new Refusal('approval-unknown')
  if (faultOfTerminal({ store, approveByHand }, approval.terminal) !== null)
    throw new Refusal('approval-ended')
  return approval
}

/** @throws Refusal */
function requireOwn(context: ApprovalContext, citizen: string, anchor: string): ApprovalRecord {
  const approval = find(context, anchor)
  if (approval.citizen !== citizen) throw new Refusal('approval-taken')
  if (stateAt(approval, context.clock.now()) === 'ended') throw new Refusal('approval-ended')
  return approval
}

/**
 * A phone has scanned a code. The first one keeps the approval for itself.
 * @throws Refusal `approval-unknown` for a code that no terminal made, or that is no longer on its screen ·
 *   `approval-taken` for a second phone · `approval-ended`
 */
export function openApproval(
  context: ApprovalContext,
  citizen: string,
  { step, link }: SeenCode,
): OpenedApproval {
  const { store, clock, watch } = context
  const now = clock.now()
  context.limits.credential.take(citizen, now)
  const approval = find(context, anchorOf(link, step))
  if (!isShown(step, approval, now)) throw new Refusal('approval-unknown')
  if (stateAt(approval, now) === 'ended') throw new Refusal('approval-ended')
  const isFirst = approval.citizen === null && store.approvals.open(approval.bizSeq, citizen)
  if (!isFirst && approval.citizen !== citizen) throw new Refusal('approval-taken')
  watch.changed(approval.bizSeq)
  const { anchor, mode, subject, purpose, customNumber, policy } = approval
  const relyingParty = store.registry.relyingPartyName(customNumber) ?? customNumber
  const factors = requiredBy(store, { customNumber, policy, authMode: mode })
  return { anchor, relyingParty, mode, factors, subject, gives: 'result', purpose }
}

/**
 * The citizen approves.
 * @param presentations what the phone presents beside the credential
 * @returns two digits for the phone to show, to be tapped at the terminal
 * @throws Refusal `factor-missing` when more is asked for · `approval-taken` · `approval-ended` · FactorRefusal
 */
export async function approveApproval(
  context: ApprovalContext & { readonly factors: Factors },
  citizen: string,
  anchor: string,
  presentations: readonly FactorPresentation[],
): Promise<{ readonly digits: string }> {
  const { store, clock, watch } = context
  const approval = requireOwn(context, citizen, anchor)
  // The phone asks again when the answer was lost.
  if (approval.stage === 'approved' && approval.digits !== null) return { digits: approval.digits }
  const required = requiredBy(store, { ...approval, authMode: approval.mode })
  const presented = presentations.map(({ factor }) => factor)
  // Said before anything is looked at: a try of the 口令 is not to be lost for it.
  if (missingFactors(required, presented).length > 0) throw new Refusal('factor-missing')
  const proven = await requireProven(context.factors, citizen, presentations)
  // Looked at again: while factors were proven, the approval may have come to its end.
  requireOwn(context, citizen, anchor)
  const digits = drawDigits(context.random)
  if (!store.approvals.approve(approval.bizSeq, digits, proven, clock.now())) {
    throw new Refusal('approval-ended')
  }
  watch.changed(approval.bizSeq)
  return { digits }
}

/** The citizen declines, also after having approved. @throws Refusal */
export function declineApproval(context: ApprovalContext, citizen: string, anchor: string): void {
  const { bizSeq } = requireOwn(context, citizen, anchor)
  context.store.approvals.end(bizSeq, 'declined')
  context.watch.changed(bizSeq)
}

/** Two digits; octets from 200 on are drawn again. */
function drawDigits(random: (length: number) => Uint8Array): string {
  for (;;) {
    const [octet = 255] = random(1)
    if (octet < 200) return String(octet % 100).padStart(2, '0')
  }
}
