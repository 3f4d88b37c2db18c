import type { Verdict } from '../../../src/shared/verdict.ts'
import { Refusal } from '../refusals.ts'
import type { FailCause } from '../store/checks.ts'
import { endsAt } from './lifetime.ts'
import type { ApprovalContext } from './offer.ts'

/** How an approval stands, as the phone that opened it may know: it alone is told why it ended. */
export type PhoneApproval =
  | { readonly state: 'opened'; readonly expiresAt: number }
  | { readonly state: 'approved'; readonly digits: string; readonly expiresAt: number }
  | { readonly state: 'checked'; readonly verdict: Verdict; readonly cause: FailCause | null }
  | { readonly state: 'declined' | 'withdrawn' | 'expired' }

/** @throws Refusal `approval-unknown`, also for one that another phone opened */
export function approvalOnPhone(
  { store, clock }: Pick<ApprovalContext, 'store' | 'clock'>,
  citizen: string,
  anchor: string,
): PhoneApproval {
  const approval = store.approvals.findByAnchor(anchor)
  if (approval?.citizen !== citizen) throw new Refusal('approval-unknown')
  const { stage, digits, bizSeq } = approval
  const expiresAt = endsAt(approval)
  if (stage === 'declined' || stage === 'withdrawn') return { state: stage }
  if (stage === 'used') {
    const outcome = store.checks.outcome(bizSeq)
    return outcome ? { state: 'checked', ...outcome } : { state: 'expired' }
  }
  if (clock.now() >= expiresAt) return { state: 'expired' }
  return stage === 'approved' && digits !== null
    ? { state: 'approved', digits, expiresAt }
    : { state: 'opened', expiresAt }
}
