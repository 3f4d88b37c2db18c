import { digestOf } from './hash.ts'
import type { PacePassword } from './pace.ts'

/** What was read off the document or typed, that opens its chip. ASCII; the reader leaves it as it is. */
export type DocumentKey =
  /** The key information of the machine readable zone, see mrz.ts. */
  | { readonly type: 'mrz'; readonly information: Uint8Array }
  /** The card access number printed on the document; opens with PACE only. */
  | { readonly type: 'can'; readonly digits: Uint8Array }

const seedLength = 16

/** The password of PACE (ICAO 9303-11, 9.7.3); the caller zeroes its secret. */
export function pacePasswordOf(key: DocumentKey): PacePassword {
  return key.type === 'mrz'
    ? { type: 'mrz', secret: digestOf('sha1', key.information) }
    : { type: 'can', secret: key.digits.slice() }
}

/** K_seed of Basic Access Control (ICAO 9303-11, 9.7.2); the caller zeroes it. */
export function bacSeedOf(information: Uint8Array): Uint8Array {
  const digest = digestOf('sha1', information)
  const seed = digest.slice(0, seedLength)
  digest.fill(0)
  return seed
}
