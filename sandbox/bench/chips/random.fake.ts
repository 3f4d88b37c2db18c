import { createHash } from 'node:crypto'
import type { Random } from './curves.ts'

/** The same bytes in every run: SHA-256 of the name and a counter. */
export function seededRandom(name: string): Random {
  let count = 0
  let store: Uint8Array = new Uint8Array(0)
  return (length) => {
    const parts: Uint8Array[] = [store]
    for (let have = store.length; have < length; have += 32) {
      parts.push(createHash('sha256').update(`${name} ${count++}`).digest())
    }
    const joined = Buffer.concat(parts)
    store = joined.subarray(length)
    return Uint8Array.from(joined.subarray(0, length))
  }
}

/** The same fractions in every run, 0 to 1, spread and not more: many of them take no time. */
export function seededFractions(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
}

/** Exactly these values, in this order. */
export function scriptedRandom(...values: readonly string[]): Random {
  let next = 0
  return (length) => {
    const value = Uint8Array.from(Buffer.from(values[next++] ?? '', 'hex'))
    if (value.length !== length) throw new Error(`draw ${next} is ${length} bytes long, not ${value.length}`)
    return value
  }
}
