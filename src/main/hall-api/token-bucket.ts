import type { Allowance } from './limits.ts'

/** An allowance as it is used up and comes back with time. */
export class TokenBucket {
  readonly #allowance: Allowance
  #tokens: number
  #filledAt: number

  /** @param now monotonic milliseconds */
  constructor(allowance: Allowance, now: number) {
    this.#allowance = allowance
    this.#tokens = allowance.burst
    this.#filledAt = now
  }

  /** Milliseconds until there is one to take; 0 when there is. */
  wait(now: number): number {
    this.#fill(now)
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) * this.#allowance.interval)
  }

  /** Takes one; below nothing it does not go. */
  take(now: number): void {
    this.#fill(now)
    this.#tokens = Math.max(0, this.#tokens - 1)
  }

  #fill(now: number): void {
    const { burst, interval } = this.#allowance
    this.#tokens = Math.min(burst, this.#tokens + (now - this.#filledAt) / interval)
    this.#filledAt = now
  }
}
