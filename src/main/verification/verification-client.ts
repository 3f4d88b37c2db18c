import { setTimeout as pause } from 'node:timers/promises'
import type { Check, SealedEvidence } from '../../shared/check.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'
import type { CheckAnswer, PlatformGateway, PreparedCheck } from './platform-gateway.ts'

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
}

export interface VerificationClient {
  /**
   * Asks the platform about one check and gives the one word there is to learn. Its receipt goes to the journal.
   * @throws VerificationUnavailable: not a verdict, and never to be shown as one
   */
  readonly verify: (check: Check, sealed: SealedEvidence, signal?: AbortSignal) => Promise<Verdict>
}

const defaultRetryPauses = [200, 800]

/** Asks through a `PlatformGateway`, retries a lost reply with the same bytes, and records how it ended. */
export function createVerificationClient(parts: VerificationClientParts): VerificationClient {
  const { gateway, record, limit, elapsed, retryPauses = defaultRetryPauses } = parts

  /** A reply that got lost may have been a verdict: the same bytes again are the same check. */
  const ask = async (
    prepared: PreparedCheck,
    deadline: number,
    signal: AbortSignal,
  ): Promise<CheckAnswer> => {
    for (const rest of retryPauses) {
      try {
        return await prepared.send(deadline - elapsed(), signal)
      } catch (error) {
        if (!isWorthAnother(error) || elapsed() + rest >= deadline) throw error
        // Called off during the pause: the next attempt says so.
        await pause(rest, undefined, { signal }).catch(() => undefined)
      }
    }
    return await prepared.send(deadline - elapsed(), signal)
  }

  return {
    async verify(check, sealed, signal = new AbortController().signal) {
      const began = elapsed()
      const { bizSeq } = check
      const duration = () => Math.max(0, Math.round(elapsed() - began))
      try {
        const platform = gateway()
        if (platform === null) throw new VerificationUnavailable('not-enrolled')
        const { verdict, receipt } = await ask(platform.prepareCheck(check, sealed), began + limit, signal)
        record('check.complete', { bizSeq, evidence: sealed.kind, verdict, receipt, duration: duration() })
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

function isWorthAnother(error: unknown): boolean {
  return error instanceof VerificationUnavailable && error.reason === 'offline'
}
