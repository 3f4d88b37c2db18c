import type { After } from './after.ts'

/** Puts what a scanner reads on its cable, one report after the other, no faster than the scanner is. */
export interface ReportQueue {
  /** @param deliveries one for each report, in order */
  add(deliveries: readonly (() => void)[]): void
  /** Milliseconds from one report to the next, from now on; 0 is as fast as can be. */
  slowDown(milliseconds: number): void
  /** Drops what has not left. */
  clear(): void
}

export function reportQueue(after: After): ReportQueue {
  let waiting: (() => void)[] = []
  let slowness = 0
  /** Calls off the rest after a report; null while the next may leave. */
  let callOff: (() => void) | null = null

  const go = () => {
    while (callOff === null) {
      const [deliver, ...rest] = waiting
      if (!deliver) return
      waiting = rest
      deliver()
      if (slowness > 0) {
        callOff = after(slowness, () => {
          callOff = null
          go()
        })
      }
    }
  }

  return {
    add: (deliveries) => {
      waiting = [...waiting, ...deliveries]
      go()
    },
    slowDown: (milliseconds) => {
      slowness = milliseconds
      // What was as slow as before does not hold up what comes now.
      callOff?.()
      callOff = null
      go()
    },
    clear: () => {
      callOff?.()
      callOff = null
      waiting = []
    },
  }
}
