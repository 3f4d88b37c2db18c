import type { BizSeq, Check, EvidenceKind, ReceiptNumber } from '../../shared/check.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'
import { askAgain } from './ask-again.ts'
import type { PlatformGateway, SealedPieces } from './platform-gateway.ts'

/** Which answer of the platform a verdict is. */
export interface CheckReceipt {
  readonly bizSeq: BizSeq
  readonly verdict: Verdict
  readonly receipt: ReceiptNumber
}

export interface VerificationClientParts {
  /** Null until this terminal is enrolled. */
  readonly gateway: () => PlatformGateway | null
  readonly record: RecordEvent
  /** Time in milliseconds from the call to the verdict, retries included. */
  readonly limit: number
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
  /** Milliseconds to wait before each further attempt after a connection was refused or lost. */
  readonly retryPauses?: readonly number[]
  /** Told of each verdict's receipt when it has been recorded, before the verdict is given. */
  readonly onReceipt?: (receipt: CheckReceipt) => void
}

export interface VerificationClient {
  /**
   * Asks the platform about one check and gives the one word there is to learn. Its receipt goes to the journal, and
   * how the person presented themselves whom the check is about.
   * @throws VerificationUnavailable: not a verdict, and never to be shown as one
   */
  readonly verify: (check: Check, sealed: SealedPieces, signal?: AbortSignal) => Promise<Verdict>
}

const defaultRetryPauses = [200, 800]

/** Asks through a `PlatformGateway`, retries a lost reply with the same bytes, and records how it ended. */
export function createVerificationClient(parts: VerificationClientParts): VerificationClient {
  const { gateway, record, limit, elapsed, retryPauses = defaultRetryPauses } = parts

  return {
    async verify(check, sealed, signal = new AbortController().signal) {
      const began = elapsed()
      const { bizSeq } = check
      const duration = () => Math.max(0, Math.round(elapsed() - began))
      try {
        const platform = gateway()
        if (platform === null) throw new VerificationUnavailable('not-enrolled')
        const prepared = platform.prepareCheck(check, sealed)
        // A reply that got lost may have been a verdict: the same bytes again are the same check.
        const { verdict, receipt } = await askAgain((left) => prepared.send(left, signal), {
          elapsed,
          deadline: began + limit,
          retryPauses,
          signal,
          lost: ['offline'],
        })
        record('check.complete', { bizSeq, evidence: kindOf(sealed), verdict, receipt, duration: duration() })
        parts.onReceipt?.({ bizSeq, verdict, receipt })
        return verdict
      } catch (error) {
        if (error instanceof VerificationUnavailable) {
          record('check.unavailable', { bizSeq, reason: error.reason, duration: duration() })
        }
        throw error
      }
    },
  }
}

/** The child's own, where a guardian's stands before it. */
function kindOf([first, child = first]: SealedPieces): EvidenceKind {
  return child.kind
}
