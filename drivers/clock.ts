/** Time as the device host sees it; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
  /** Calls back once after `milliseconds`. Returns the way to call it off. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The machine's clock. Its timers alone do not keep a process running. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds).unref()
    return () => {
      clearTimeout(timer)
    }
  },
}
