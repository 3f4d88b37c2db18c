import { Refusal } from './refusals.ts'

/** How often something may happen: so often at once, and so often a second in the long run. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** Counts for each of many names by itself. */
export interface RateLimit {
  /** @param now ms @throws Refusal `busy` when the name has used up what it may */
  take(name: string, now: number): void
}

/** Nobody's count is kept once it is full again; above so many names, those are looked for. */
const mostNames = 10_000

/** A bucket of tokens for each name, filled as the platform's clock goes. A clock that was set back fills nothing. */
export function rateLimit({ burst, perSecond }: Rate): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const filled = ({ tokens, at }: { tokens: number; at: number }, now: number) =>
    Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond)
  const dropFull = (now: number) => {
    for (const [name, bucket] of buckets) if (filled(bucket, now) >= burst) buckets.delete(name)
  }
  return {
    take: (name, now) => {
      const bucket = buckets.get(name)
      const tokens = bucket ? filled(bucket, now) : burst
      if (tokens < 1) throw new Refusal('busy')
      if (!bucket && buckets.size >= mostNames) dropFull(now)
      buckets.set(name, { tokens: tokens - 1, at: now })
    },
  }
}

/** Limits of the platform. Each terminal and each credential has its own: nobody can use up another's. */
export interface Limits {
  /** Messages of one terminal. */
  readonly terminal: RateLimit
  /** What one citizen's phone is given, and checks with what it gave. */
  readonly credential: RateLimit
}

export type Rates = Readonly<Record<keyof Limits, Rate>>

/**
 * Above what people do. A counter checks one person a second, and asks of each how an approval goes; a phone shows a new
 * code every half a minute, and each that is used counts once more.
 */
export const defaultRates: Rates = {
  terminal: { burst: 100, perSecond: 10 },
  credential: { burst: 30, perSecond: 0.5 },
}

/** For tools that drive a platform faster than people can, never for one that people use. */
export const unlimitedRates: Rates = {
  terminal: { burst: 1e9, perSecond: 1e9 },
  credential: { burst: 1e9, perSecond: 1e9 },
}

export function limitsOf({ terminal, credential }: Rates): Limits {
  return { terminal: rateLimit(terminal), credential: rateLimit(credential) }
}
