import type { Clock } from './clock.ts'

export interface FakeClock extends Clock {
  /** Lets time pass and runs, in order, what falls due. */
  pass(milliseconds: number): void
  /** How many timers run. */
  readonly pending: number
}

/** A clock for tests that stands still until told otherwise. */
export function fakeClock(start = Date.UTC(2026, 10, 22, 1, 2, 3, 4)): FakeClock {
  let time = start
  let timers: { readonly due: number; readonly callback: () => void }[] = []
  return {
    now: () => time,
    after: (milliseconds, callback) => {
      const timer = { due: time + milliseconds, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: (milliseconds) => {
      const end = time + milliseconds
      for (;;) {
        const [next] = timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        time = next.due
        next.callback()
      }
      time = end
    },
    get pending() {
      return timers.length
    },
  }
}
