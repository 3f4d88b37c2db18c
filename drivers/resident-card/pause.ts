import type { Clock } from '../clock.ts'

/** Waits so long (ms), or until the signal aborts. */
export function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve()
      return
    }
    const end = () => {
      stop()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const stop = clock.after(milliseconds, end)
    signal?.addEventListener('abort', end)
  })
}

/** A time limit that is looked at, not called back by: unlike a comparison of times, nobody's setting of the clock moves it. */
export interface Deadline {
  readonly passed: boolean
  cancel(): void
}

export function deadline(clock: Clock, milliseconds: number): Deadline {
  let passed = false
  const cancel = clock.after(milliseconds, () => {
    passed = true
  })
  return {
    get passed() {
      return passed
    },
    cancel,
  }
}
