import { GmError } from './errors.ts'

/** Gives `length` unpredictable bytes. Passed in so that tests can repeat a run; nothing else should replace it. */
export type RandomSource = (length: number) => Uint8Array

/** The operating system's random generator, by the Web Crypto call that every runtime of the product has. */
export const systemRandom: RandomSource = (length) =>
  globalThis.crypto.getRandomValues(new Uint8Array(length))

/** `length` bytes from a source. Throws `randomness` when the source gives another amount. */
export function drawBytes(random: RandomSource, length: number): Uint8Array {
  const bytes = random(length)
  if (bytes.length !== length) throw new GmError('randomness')
  return bytes
}
