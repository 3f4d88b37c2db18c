import { createHash } from 'node:crypto'
import { concatBytes, zero } from '../../src/shared/gm/bytes.ts'
import { type CipherName, keyLengthOf } from './block-cipher.ts'

/** What a derived key is for: the counter of the derivation (ICAO 9303-11, 9.7.1). */
export const purpose = { encryption: 1, mac: 2, password: 3 } as const

/** The two keys of a session. */
export interface SessionKeys {
  readonly cipher: CipherName
  readonly encryption: Uint8Array
  readonly mac: Uint8Array
}

/** KDF(secret, counter) of ICAO 9303-11, 9.7.1: 16, 24 or 32 octets. Triple DES keys get odd parity. */
export function deriveKey(secret: Uint8Array, cipher: CipherName, counter: number): Uint8Array {
  const length = keyLengthOf(cipher)
  const hash = length > 16 ? 'sha256' : 'sha1'
  const seed = concatBytes(secret, Uint8Array.of(0, 0, 0, counter))
  const digest = createHash(hash).update(seed).digest()
  const key = Uint8Array.from(digest.subarray(0, length))
  zero(seed)
  zero(digest)
  if (cipher === '3des') {
    for (const [index, octet] of key.entries()) key[index] = withOddParity(octet)
  }
  return key
}

/** Both keys of a session from the secret that terminal and chip agreed on. */
export function deriveSessionKeys(secret: Uint8Array, cipher: CipherName): SessionKeys {
  return {
    cipher,
    encryption: deriveKey(secret, cipher, purpose.encryption),
    mac: deriveKey(secret, cipher, purpose.mac),
  }
}

function withOddParity(octet: number): number {
  let ones = 0
  for (let rest = octet >> 1; rest > 0; rest >>= 1) ones += rest & 1
  return (octet & 0xfe) | (ones % 2 === 0 ? 1 : 0)
}
