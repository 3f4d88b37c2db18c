import { approvalLifetime, approvalStep, approvalSteps } from '../../../src/shared/approval-code.ts'
import type { ApprovalState } from '../../../src/shared/wire.ts'
import type { ApprovalRecord } from '../store/approvals.ts'

/** So long after it was approved (ms) the two digits can be tapped. */
export const digitsLifetime = 60_000

/** So long after it was offered (ms) an approval is still known, to say on the phone that it has ended. */
export const approvalMemory = 600_000

/** When an approval comes to its end if nobody does anything (ms). */
export function endsAt({ receivedAt, stage, approvedAt }: ApprovalRecord): number {
  return stage === 'approved' && approvedAt !== null
    ? approvedAt + digitsLifetime
    : receivedAt + approvalLifetime
}

/** What the terminal is told of an approval. Why it ended stands on the phone. */
export function stateAt(approval: ApprovalRecord, now: number): ApprovalState {
  const { stage } = approval
  const goesOn = stage === 'waiting' || stage === 'opened' || stage === 'approved'
  return goesOn && now < endsAt(approval) ? stage : 'ended'
}

/**
 * Whether the code of a step can be on the screen: its own ten seconds, and those around them, for a picture that was
 * just taken and a terminal that was answered late.
 */
export function isShown(step: number, { receivedAt }: ApprovalRecord, now: number): boolean {
  const present = Math.floor((now - receivedAt) / approvalStep)
  return step < approvalSteps && Math.abs(step - present) <= 1
}
