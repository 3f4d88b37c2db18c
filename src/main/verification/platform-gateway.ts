import type { BizSeq, Check, ReceiptNumber, SealedEvidence } from '../../shared/check.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { ApprovalState } from '../../shared/wire.ts'

/** What one check is sent with: the guardian's piece and then the child's where the subject is a child, else one. */
export type SealedPieces =
  | readonly [SealedEvidence]
  | readonly [guardian: SealedEvidence, child: SealedEvidence]

/** The platform's answer to one check, after everything about it has been verified. */
export interface CheckAnswer {
  readonly verdict: Verdict
  readonly receipt: ReceiptNumber
}

/** One request, signed once. Sending it again sends the same bytes, so the platform sees one check. */
export interface PreparedCheck {
  readonly bizSeq: BizSeq
  /**
   * @param limit time in milliseconds from now to the last byte of the reply
   * @throws VerificationUnavailable for everything that is not a verdict, `cancelled` when `signal` was aborted
   */
  send(limit: number, signal: AbortSignal): Promise<CheckAnswer>
}

/** What the platform is told of the codes on the screen: digests, from which neither a code nor a word can be had. */
export interface OfferedCodes {
  /** End of the hash chain whose links the codes carry, see approval-code.ts. */
  readonly anchor: string
  /** Digest of what the check is for. */
  readonly purpose: string
}

/** The offer to approve one check by phone, signed once. Sending it again comes to the same. */
export interface PreparedApproval {
  readonly bizSeq: BizSeq
  /** Offers, and gives the state the approval is in. Limit, signal and errors as for a check. */
  offer(limit: number, signal: AbortSignal): Promise<ApprovalState>
  /**
   * Gives the approval's state once it is another than `known`, or after a while the same.
   * A state before `known` is an old answer, and refused as one.
   */
  follow(known: ApprovalState, limit: number, signal: AbortSignal): Promise<ApprovalState>
}

/**
 * What the terminal needs of a platform. The wire protocol of docs/protocol.md is one implementation; an adapter
 * for another interface takes its place here, and nothing above it changes.
 */
export interface PlatformGateway {
  /** Of one person, or of guardian and child; every piece was sealed for this check. */
  prepareCheck(check: Check, sealed: SealedPieces): PreparedCheck
  prepareApproval(check: Check, codes: OfferedCodes): PreparedApproval
  /** Closes the connections. */
  close(): void
}
