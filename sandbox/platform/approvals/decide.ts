import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import type { CheckRequest } from '../../../src/shared/wire.ts'
import type { Decision } from '../decision.ts'
import { missingFactors } from '../factors/factor.ts'
import { requiredBy } from '../factors/required.ts'
import type { Store } from '../store/store.ts'
import { stateAt } from './lifetime.ts'

/**
 * What two digits are worth that were tapped at the terminal whose code a phone approved. One try: right or wrong, the
 * approval is over, so that whoever carried a code off to another's phone has to guess one in a hundred. To be called
 * in a transaction.
 * @param digits as they were tapped, ASCII
 */
export function decideApproval(
  store: Store,
  digits: Uint8Array,
  request: CheckRequest,
  now: number,
): Decision {
  const approval = store.approvals.find(request.bizSeq)
  const belongs =
    approval?.terminal === request.terminal &&
    approval.policy === request.policy &&
    approval.mode === request.authMode &&
    approval.subject === request.subject
  if (!belongs) return { verdict: 'fail', cause: 'approval-unknown', citizen: null }
  const { citizen, stage } = approval
  const state = stateAt(approval, now)
  store.approvals.end(request.bizSeq, stage === 'declined' ? 'declined' : 'used')
  if (stage === 'declined') return { verdict: 'fail', cause: 'approval-declined', citizen }
  if (state !== 'approved' || approval.digits === null) {
    return { verdict: 'fail', cause: 'approval-expired', citizen }
  }
  if (missingFactors(requiredBy(store, request), approval.proven ?? []).length > 0) {
    return { verdict: 'fail', cause: 'factor-missing', citizen }
  }
  const isMatch = equalBytes(Buffer.from(approval.digits, 'ascii'), digits)
  return isMatch ? { verdict: 'pass', citizen } : { verdict: 'fail', cause: 'approval-digits', citizen }
}
