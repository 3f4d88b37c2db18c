import type { Clock } from './clock.ts'

export interface Pace {
  /** Something happened `count` times. */
  add(count?: number): void
  /** Tells what is still untold. */
  flush(): void
}

/**
 * Tells of what happens at most once per interval: the first at once, what follows within the interval together at
 * its end. Nothing is lost.
 * @param interval ms
 * @param tell gets the number of happenings since it was last called, at least 1
 */
export function pace(clock: Clock, interval: number, tell: (count: number) => void): Pace {
  let untold = 0
  let waiting = false
  const flush = () => {
    const count = untold
    untold = 0
    if (count > 0) tell(count)
  }
  const open = () => {
    waiting = true
    clock.after(interval, () => {
      waiting = false
      if (untold > 0) {
        open()
        flush()
      }
    })
  }
  return {
    add: (count = 1) => {
      untold += count
      if (waiting) return
      open()
      flush()
    },
    flush,
  }
}
