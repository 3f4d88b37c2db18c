import { setTimeout as pause } from 'node:timers/promises'
import { approvalLifetime, approvalStep } from '../../shared/approval-code.ts'
import type { BizSeq, Check } from '../../shared/check.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import type { ApprovalState } from '../../shared/wire.ts'
import { makeApprovalCodes, type ShownCode } from './approval-codes.ts'
import { askAgain } from './ask-again.ts'
import type { PlatformGateway, PreparedApproval } from './platform-gateway.ts'

/**
 * What becomes of an approval: a phone `opened` it · it is `approved`, and the check can be sent with the two digits ·
 * it `ended`, for the platform does not say why · nobody went on with it in time, and it `expired`.
 */
export type ApprovalNews = 'opened' | 'approved' | 'ended' | 'expired'

/** A check that waits for a phone to approve it. */
export interface Approval {
  /** What the screen shows at this moment; null once there is nothing more to scan. */
  code(): ShownCode | null
  /**
   * The next news; after `ended` and `expired` there is none, and the same is said again. It comes in every case: an
   * approval that nobody touches expires.
   * @throws VerificationUnavailable `cancelled` by the signal; any other when the platform cannot be asked, or its
   *   answer not be believed
   */
  next(signal?: AbortSignal): Promise<ApprovalNews>
}

export interface ApprovalClient {
  /**
   * Offers a check for approval. What the terminal offered before is over then.
   * @param words what the check is for. The phone shows them; the platform learns a digest that says nothing.
   * @throws VerificationUnavailable
   */
  offer(check: Check, words: string, signal?: AbortSignal): Promise<Approval>
}

export interface ApprovalClientParts {
  /** Null until this terminal is enrolled. */
  readonly gateway: () => PlatformGateway | null
  readonly record: RecordEvent
  /** Time for an answer that the platform need not wait for (ms). */
  readonly limit: number
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
  /** Milliseconds to wait before each further attempt after a connection was refused or lost. */
  readonly retryPauses?: readonly number[]
  /** The platform is not asked again sooner than this (ms) while it has no news. */
  readonly leastRound?: number
  /** So long the platform holds a question at most (ms). */
  readonly longestWait?: number
}

/** So long after it was approved (ms) the two digits are good. */
const digitsLifetime = 60_000
const underWay = 1_000
const defaultRetryPauses = [200, 800, 2_000]

/** What lost the answer to a question may have mended itself when it is asked again. */
const lost = ['offline', 'timeout'] as const

const never = () => new AbortController().signal

/** Offers approvals through a `PlatformGateway`, and follows each to its end. */
export function createApprovalClient(parts: ApprovalClientParts): ApprovalClient {
  const { gateway, record, limit, elapsed, retryPauses = defaultRetryPauses } = parts

  /** Says in the journal that the platform could not be asked. That somebody left is no news of it. */
  const recorded = async <Result>(bizSeq: BizSeq, began: number, step: () => Promise<Result>) => {
    try {
      return await step()
    } catch (error) {
      if (error instanceof VerificationUnavailable && error.reason !== 'cancelled') {
        const duration = Math.max(0, Math.round(elapsed() - began))
        record('approval.unavailable', { bizSeq, reason: error.reason, duration })
      }
      throw error
    }
  }

  return {
    async offer(check, words, signal = never()) {
      const began = elapsed()
      const { bizSeq } = check
      const codes = makeApprovalCodes(words)
      const [prepared, state] = await recorded(bizSeq, began, async () => {
        const platform = gateway()
        if (platform === null) throw new VerificationUnavailable('not-enrolled')
        const prepared = platform.prepareApproval(check, codes)
        // The platform counts from when it got the offer, and takes the codes before and after the present one: counted
        // from when the offer left, and answered within one step, the screen is never late and never more than one ahead.
        const deadline = began + Math.min(limit, approvalStep)
        const asking = { elapsed, deadline, retryPauses, signal, lost: ['offline'] } as const
        return [prepared, await askAgain((left) => prepared.offer(left, signal), asking)] as const
      })
      const next = follow(prepared, state, began + approvalLifetime, parts)
      return {
        code: () => codes.at(elapsed() - began),
        next: (signal) => recorded(bizSeq, began, () => next(signal)),
      }
    },
  }
}

/** @param end when nobody can approve it any more, if nobody has, on the clock of `elapsed` */
function follow(
  prepared: PreparedApproval,
  state: ApprovalState,
  end: number,
  parts: ApprovalClientParts,
): Approval['next'] {
  const { limit, elapsed, retryPauses = defaultRetryPauses, leastRound = 1_000, longestWait = 20_000 } = parts
  let known: ApprovalState = 'waiting'
  let over: 'ended' | 'expired' | null = null
  /** The platform's clock began a little earlier than this one: by as much as its answer was under way. */
  const isPast = () => elapsed() >= end - underWay

  const note = (state: ApprovalState): ApprovalNews | null => {
    if (state === known || state === 'waiting') return null
    known = state
    if (state === 'ended') return (over = isPast() ? 'expired' : 'ended')
    if (state === 'approved') end = elapsed() + digitsLifetime
    return state
  }

  const ask = async (signal: AbortSignal): Promise<ApprovalNews | null> => {
    try {
      // The platform's word that it is over is waited for a little: a phone may have approved in the last moment.
      const asking = { elapsed, deadline: end + limit, retryPauses, signal, lost }
      const send = (left: number) => prepared.follow(known, Math.min(left, longestWait + limit), signal)
      return note(await askAgain(send, asking))
    } catch (error) {
      const isLost =
        error instanceof VerificationUnavailable && lost.some((reason) => reason === error.reason)
      if (!isLost || !isPast()) throw error
      return (over = 'expired')
    }
  }

  let first = note(state)
  return async (signal = never()) => {
    for (;;) {
      const asked = elapsed()
      const news = over ?? first ?? (await ask(signal))
      first = null
      if (news !== null) return news
      const rest = asked + leastRound - elapsed()
      // A platform that answers at once without news is not asked without pause. Called off meanwhile, the next question
      // says so.
      if (rest > 0) await pause(rest, undefined, { signal }).catch(() => undefined)
    }
  }
}
