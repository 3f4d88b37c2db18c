import type { ApprovalCode } from '../../../src/shared/approval-code.ts'
import type { ApprovalView, OpenedView } from '../api.ts'
import type { Instant } from './countdown.ts'

/** A check that this phone opened: the code as it was read, and what the platform said of it. */
export interface Approval {
  readonly code: ApprovalCode
  readonly opened: OpenedView
  readonly state: ApprovalView
  readonly instant: Instant
}
