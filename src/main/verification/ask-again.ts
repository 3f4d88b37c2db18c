import { setTimeout as pause } from 'node:timers/promises'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'

export interface Asking {
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
  /** When it is too late, on that clock. */
  readonly deadline: number
  /** Milliseconds to wait before each further attempt. */
  readonly retryPauses: readonly number[]
  readonly signal: AbortSignal
  /** What another attempt may mend. */
  readonly lost: readonly UnavailableReason[]
}

/**
 * Asks, and asks the same again where the answer got lost: the platform may have given it. It ends with an answer, with
 * a reason that no other attempt mends, after the last pause, at the deadline, or when it is called off.
 * @param send takes the milliseconds that are left
 * @throws VerificationUnavailable
 */
export async function askAgain<Answer>(
  send: (left: number) => Promise<Answer>,
  { elapsed, deadline, retryPauses, signal, lost }: Asking,
): Promise<Answer> {
  for (const rest of retryPauses) {
    try {
      return await send(deadline - elapsed())
    } catch (error) {
      const isLost = error instanceof VerificationUnavailable && lost.includes(error.reason)
      if (!isLost || elapsed() + rest >= deadline) throw error
      // Called off during the pause: the next attempt says so.
      await pause(rest, undefined, { signal }).catch(() => undefined)
    }
  }
  return send(deadline - elapsed())
}
