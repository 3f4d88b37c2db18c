import { createHash } from 'node:crypto'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import type { CipherSuite } from './block-ciphers.ts'

/** What a key is for: the counter of the derivation function. */
export const keyUse = { encryption: 1, authentication: 2, password: 3 } as const

/** A key of the suite from a shared secret (ICAO 9303-11, 9.7.1). 3DES keys get odd parity. */
export function deriveKey(suite: CipherSuite, secret: Uint8Array, use: number): Uint8Array {
  const hash = suite.keyLength > 16 ? 'sha256' : 'sha1'
  const digest = createHash(hash)
    .update(concatBytes(secret, Uint8Array.of(0, 0, 0, use)))
    .digest()
  const key = Uint8Array.from(digest.subarray(0, suite.keyLength))
  return suite.name === '3DES' ? key.map(oddParity) : key
}

function oddParity(octet: number): number {
  let ones = 0
  for (let bits = octet >> 1; bits > 0; bits >>= 1) ones += bits & 1
  return (octet & 0xfe) | (ones % 2 === 0 ? 1 : 0)
}

/** SHA-1 of the MRZ information: the secret of PACE, and in its first 16 bytes that of basic access control. */
export function mrzSecret(mrzInformation: string): Uint8Array {
  return Uint8Array.from(createHash('sha1').update(mrzInformation, 'latin1').digest())
}
