/** Where the sandbox takes the time from: milliseconds since 1970-01-01 UTC. */
export interface Clock {
  now(): number
}

/** The machine's clock with an offset that can be set while everything runs. */
export interface AdjustableClock extends Clock {
  readonly offset: number
  /** @param offset milliseconds added to the machine's clock */
  setOffset(offset: number): void
}

/** @param machine the clock below the offset */
export function adjustableClock(machine: () => number = Date.now): AdjustableClock {
  let offset = 0
  return {
    now: () => machine() + offset,
    get offset() {
      return offset
    },
    setOffset: (value) => {
      offset = value
    },
  }
}
