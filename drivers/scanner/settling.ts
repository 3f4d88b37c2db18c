import type { Clock } from '../clock.ts'

/**
 * While nobody has a scanner open the kernel does not ask it for reports, and the scanner keeps what it has. It hands
 * that over as soon as it is asked again: every 10 ms at the latest on USB at full speed, and 50 ms leave room for five
 * reports. What comes within this time (ms) after a scanner was opened was therefore scanned before.
 */
export const settlingTime = 50

/**
 * The time is counted in so many steps: a process that stood still in between finds what waited for it before the
 * next step is over, and does not take it for new.
 */
const steps = 5

/** Calls back once when a scanner that was opened now says only what is new. Returns the way to call it off. */
export function settle(clock: Clock, onSettled: () => void): () => void {
  let left = steps
  let stop: () => void = () => undefined
  const step = () => {
    stop = clock.after(settlingTime / steps, () => {
      left -= 1
      if (left === 0) onSettled()
      else step()
    })
  }
  step()
  return () => {
    stop()
  }
}
