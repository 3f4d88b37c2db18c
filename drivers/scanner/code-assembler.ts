import type { RejectionReason } from '../../src/shared/device-contract.ts'
import type { Clock } from '../clock.ts'

/** No code is longer than this (octets); a QR code holds 2,953. */
export const longestCode = 4096

/** The rest of a continued code follows within milliseconds. After this long without any, none comes. */
export const continuationSilence = 1_000

/** A piece of a code, as one report or read brings it. */
export interface CodeFragment {
  /** `text` is what was read as print; `unknown` where the scanner does not say: then the code's form has to tell. */
  readonly symbology: 'qr' | 'text' | 'other' | 'unknown'
  /** Copied before the call returns. */
  readonly data: Uint8Array
  /** The code goes on. */
  readonly continued: boolean
}

export type CodeOutcome =
  /** `bytes` is a view that is zeroed when the call returns. */
  | { readonly type: 'code'; readonly bytes: Uint8Array }
  | { readonly type: 'rejected'; readonly reason: RejectionReason }
  /** It ended, and as nobody wanted it, nothing of it was kept. */
  | { readonly type: 'skipped' }

/** Who takes one code. Decided at its first report, so that a code belongs to what waited when it began. */
export interface CodeReception {
  /** False: not one byte is copied. */
  readonly keeps: boolean
  /** What it takes; QR codes where it does not say. */
  readonly wants?: 'qr' | 'text'
  end(outcome: CodeOutcome): void
}

/** Puts what one scanner sends together to codes. */
export interface CodeAssembler {
  /** A code has begun and its last report has not come. */
  readonly inCode: boolean
  add(fragment: CodeFragment): void
  /** A report could not be read: the code it stands in is spoilt. */
  spoil(): void
  /** The scanner is gone. */
  gone(): void
}

/**
 * Holds at most one code, in one buffer that is there from the start and is zeroed after each code. When a code is
 * refused, the rest of it is swallowed up to its last report or until the scanner falls silent.
 * @param begin called with the first report of each code
 */
export function codeAssembler(clock: Clock, begin: () => CodeReception): CodeAssembler {
  const buffer = new Uint8Array(longestCode)
  let length = 0
  let reception: CodeReception | null = null
  let swallowing = false
  let stopWaiting: (() => void) | null = null

  const wait = (callback: (() => void) | null) => {
    stopWaiting?.()
    stopWaiting = callback && clock.after(continuationSilence, callback)
  }

  const end = (outcome: CodeOutcome, more: boolean) => {
    const ended = reception
    reception = null
    swallowing = more
    wait(more ? fallSilent : null)
    try {
      ended?.end(ended.keeps ? outcome : { type: 'skipped' })
    } finally {
      buffer.fill(0, 0, length)
      length = 0
    }
  }

  const fallSilent = () => {
    stopWaiting = null
    end({ type: 'rejected', reason: 'incomplete' }, false)
  }

  return {
    get inCode() {
      return reception !== null || swallowing
    },
    add: ({ data, symbology, continued }) => {
      if (swallowing) {
        swallowing = continued
        wait(continued ? fallSilent : null)
        return
      }
      const taker = (reception ??= begin())
      if (symbology !== 'unknown' && symbology !== (taker.wants ?? 'qr')) {
        end({ type: 'rejected', reason: 'not-a-code' }, continued)
        return
      }
      if (length + data.length > longestCode) {
        end({ type: 'rejected', reason: 'too-long' }, continued)
        return
      }
      if (taker.keeps) buffer.set(data, length)
      length += data.length
      if (continued) wait(fallSilent)
      else end({ type: 'code', bytes: buffer.subarray(0, length) }, false)
    },
    spoil: () => {
      if (swallowing) {
        wait(fallSilent)
        return
      }
      const more = reception !== null
      reception ??= begin()
      end({ type: 'rejected', reason: 'malformed-report' }, more)
    },
    gone: () => {
      end({ type: 'rejected', reason: 'device-gone' }, false)
    },
  }
}
