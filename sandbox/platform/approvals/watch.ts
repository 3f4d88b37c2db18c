import type { ApprovalRecord } from '../store/approvals.ts'
import { endsAt } from './lifetime.ts'

/** Terminals that wait for an approval to go on. */
export interface ApprovalWatch {
  /**
   * Resolves at the approval's next change or end, after the longest wait, when another waits in this one's place, or
   * when `gone` says that nobody waits any more.
   * @param now ms
   */
  next(approval: ApprovalRecord, now: number, gone: AbortSignal): Promise<void>
  /** Wakes whoever waits for this approval. */
  changed(bizSeq: string): void
  /** Wakes everybody, for the end of the service. */
  close(): void
  /** How many wait. */
  readonly waiting: number
}

/** @param longest no terminal waits longer for an answer (ms) */
export function approvalWatch(longest: number): ApprovalWatch {
  const waiting = new Map<string, () => void>()
  return {
    next: ({ bizSeq, ...approval }, now, gone) =>
      new Promise((resolve) => {
        waiting.get(bizSeq)?.()
        const wake = () => {
          clearTimeout(timer)
          gone.removeEventListener('abort', wake)
          if (waiting.get(bizSeq) === wake) waiting.delete(bizSeq)
          resolve()
        }
        // A timer may run out a millisecond before the clock says so, when the approval has not ended yet.
        const untilEnd = Math.max(0, endsAt({ bizSeq, ...approval }) - now) + 1
        const timer = setTimeout(wake, Math.min(longest, untilEnd))
        waiting.set(bizSeq, wake)
        if (gone.aborted) wake()
        else gone.addEventListener('abort', wake)
      }),
    changed: (bizSeq) => waiting.get(bizSeq)?.(),
    close: () => {
      for (const wake of waiting.values()) wake()
    },
    get waiting() {
      return waiting.size
    },
  }
}
