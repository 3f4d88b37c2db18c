import { equalBytes } from './bytes.ts'
import { numberToBytes } from './der.ts'
import { GmError } from './errors.ts'
import { systemRandom, type RandomSource } from './random.ts'
import { drawScalar, encodePoint, fieldLength, privateScalar } from './sm2-curve.ts'
import { basePoint } from './sm2-points.ts'

/** An SM2 key pair: the 32-byte big-endian private key d and the 65-byte public key 04 ‖ x ‖ y. */
export interface Sm2KeyPair {
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

/** A new key pair, GB/T 32918.1 section 6.1. The caller zeroes the private key when it is done with it. */
export function generateSm2KeyPair(random: RandomSource = systemRandom): Sm2KeyPair {
  const privateKey = numberToBytes(drawScalar(random), fieldLength)
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

/** The public key of a private key. Throws `length`, `scalar-out-of-range`. */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodePoint(basePoint().multiply(privateScalar(privateKey)).toAffine())
}

/** Throws `key-mismatch` unless the two halves of a pair belong together: for keys read back from a store. */
export function requireKeyPair(keyPair: Sm2KeyPair): void {
  if (!equalBytes(publicKeyOf(keyPair.privateKey), keyPair.publicKey)) throw new GmError('key-mismatch')
}
