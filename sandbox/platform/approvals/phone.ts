import { anchorOf } from '../../../src/shared/approval-code.ts'
import type { AuthMode, Subject } from '../../../src/shared/check.ts'
import { modeCovers } from '../modes.ts'
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
  /** What has to be done on the phone. */
  readonly mode: AuthMode
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

function find({ store }: ApprovalContext, anchor: string): ApprovalRecord {
  const approval = store.approvals.findByAnchor(anchor)
  if (!approval) throw new Refusal('approval-unknown')
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
  const { anchor, mode, subject, purpose, customNumber } = approval
  const relyingParty = store.registry.relyingPartyName(customNumber) ?? customNumber
  return { anchor, relyingParty, mode, subject, gives: 'result', purpose }
}

/**
 * The citizen approves.
 * @param done the mode that what was done on the phone amounts to
 * @returns two digits for the phone to show, to be tapped at the terminal
 * @throws Refusal `factor-missing` when the policy asks for more · `approval-taken` · `approval-ended`
 */
export function approveApproval(
  context: ApprovalContext,
  citizen: string,
  anchor: string,
  done: AuthMode,
): { readonly digits: string } {
  const { store, clock, watch } = context
  const approval = requireOwn(context, citizen, anchor)
  // The phone asks again when the answer was lost.
  if (approval.stage === 'approved' && approval.digits !== null) return { digits: approval.digits }
  if (!modeCovers(done, approval.mode)) throw new Refusal('factor-missing')
  const digits = drawDigits(context.random)
  if (!store.approvals.approve(approval.bizSeq, digits, clock.now())) throw new Refusal('approval-ended')
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
