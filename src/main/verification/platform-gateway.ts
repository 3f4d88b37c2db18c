import type { BizSeq, Check, ReceiptNumber, SealedEvidence } from '../../shared/check.ts'
import type { Verdict } from '../../shared/verdict.ts'

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

/**
 * What the terminal needs of a platform. The wire protocol of docs/protocol.md is one implementation; an adapter
 * for another interface takes its place here, and nothing above it changes.
 */
export interface PlatformGateway {
  /** @throws VerificationUnavailable */
  prepareCheck(check: Check, sealed: SealedEvidence): PreparedCheck
  /** Closes the connections. */
  close(): void
}
