/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A whole number from 0 to `below`, which it does not reach. */
  below(below: number): number
  octets(length: number): Uint8Array
  pick<T>(from: readonly T[]): T
}

/** Mulberry32: 32 bits of state, which is plenty to choose where to damage an input, and fast. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit)
  return {
    below,
    octets: (length) => Uint8Array.from({ length }, () => next() & 0xff),
    pick: (from) => {
      const one = from[below(from.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
  }
}

/** A seed of its own for each name, so that leaving a target out changes nothing for the others. */
export function seedOf(seed: number, name: string): number {
  let hash = seed >>> 0
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x0100_0193) >>> 0
  return hash
}
