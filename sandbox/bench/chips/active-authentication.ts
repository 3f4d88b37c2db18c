import { constants, createHash, type KeyObject, privateEncrypt, sign } from 'node:crypto'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import type { Random } from './curves.ts'
import type { HashName } from './object-identifiers.ts'

/** A chip's key for active authentication (ICAO 9303-11, 6.1). */
export interface ActiveAuthenticationKey {
  readonly kind: 'rsa' | 'ecdsa'
  readonly hash: HashName
  readonly privateKey: KeyObject
}

/** Trailers of ISO 9796-2 by hash function; SHA-1 has the one of a single byte. */
const trailers: Readonly<Record<HashName, readonly number[]>> = {
  sha1: [0xbc],
  sha224: [0x38, 0xcc],
  sha256: [0x34, 0xcc],
  sha384: [0x36, 0xcc],
  sha512: [0x35, 0xcc],
}

/** The answer to a challenge: ISO 9796-2 scheme 1 with RSA, or r and s side by side with ECDSA. */
export function signChallenge(
  key: ActiveAuthenticationKey,
  challenge: Uint8Array,
  random: Random,
): Uint8Array {
  if (key.kind === 'ecdsa') {
    return sign(key.hash, challenge, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  }
  const length = (key.privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const trailer = Uint8Array.from(trailers[key.hash])
  const hashLength = createHash(key.hash).digest().length
  // Partial recovery: the chip's own random part travels inside the signature, the challenge does not.
  const recoverable = random(length - 1 - hashLength - trailer.length)
  const digest = createHash(key.hash).update(recoverable).update(challenge).digest()
  const representative = concatBytes(Uint8Array.of(0x6a), recoverable, digest, trailer)
  return privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, representative)
}
