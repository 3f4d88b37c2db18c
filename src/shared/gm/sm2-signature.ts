import { concatBytes } from './bytes.ts'
import {
  bytesToNumber,
  derElement,
  derUnsigned,
  numberToBytes,
  readSequence,
  readUnsigned,
  tag,
} from './der.ts'
import { GmError } from './errors.ts'
import { systemRandom, type RandomSource } from './random.ts'
import { curve, drawScalar, fieldLength, inverseModuloOrder, modulo, privateScalar } from './sm2-curve.ts'
import { assertOnCurve } from './sm2-curve.ts'
import type { Sm2KeyPair } from './sm2-keys.ts'
import { basePoint, publicPoint } from './sm2-points.ts'
import { sm3 } from './sm3.ts'

/** The user id of GB/T 35276 section 10, for keys that have no id of their own. */
export const defaultSm2Id = '1234567812345678'

/** Who signs, as GB/T 32918.2 section 5.5 mixes it into the digest. */
export interface Sm2IdOption {
  readonly id?: string
}

/** Options of `sm2Sign`. */
export interface Sm2SignOptions extends Sm2IdOption {
  readonly random?: RandomSource
  /**
   * Test only: the 32-byte k, so that the standard's worked example can be reproduced. A k that comes twice, or that
   * anybody knows, gives the private key away.
   */
  readonly testNonce?: Uint8Array
}

/**
 * An SM2 signature with SM3 over the message (GB/T 32918.2 section 6.1), as the DER SEQUENCE { r, s } of
 * GB/T 35276. The digest is SM3(Z ‖ message). Throws `length`, `scalar-out-of-range`, `point-off-curve` on a bad key
 * pair, `randomness` when no usable k can be drawn.
 */
export function sm2Sign(message: Uint8Array, keyPair: Sm2KeyPair, options: Sm2SignOptions = {}): Uint8Array {
  const { n } = curve
  const d = privateScalar(keyPair.privateKey)
  const e = signedDigest(message, keyPair.publicKey, options.id)
  const inverse = inverseModuloOrder(d + 1n)
  for (let attempt = 0; attempt < 64; attempt++) {
    const k = options.testNonce
      ? privateScalar(options.testNonce)
      : drawScalar(options.random ?? systemRandom)
    const r = (e + basePoint().multiply(k).x) % n
    const s = modulo(inverse * (k - r * d), n)
    if (r !== 0n && r + k !== n && s !== 0n) return encodeSignature(r, s)
    if (options.testNonce) break
  }
  throw new GmError('randomness')
}

/**
 * Whether a signature is good (GB/T 32918.2 section 7.1). A well-formed signature that does not fit is false;
 * one that is not well-formed throws: `der-…` on anything but canonical DER, `scalar-out-of-range` on r or s
 * outside [1, n-1] or r + s = n, `length` and `point-off-curve` on a bad public key.
 */
export function sm2Verify(
  message: Uint8Array,
  signatureDer: Uint8Array,
  publicKey: Uint8Array,
  options: Sm2IdOption = {},
): boolean {
  const { n } = curve
  const point = publicPoint(publicKey)
  const { r, s } = decodeSignature(signatureDer)
  const e = signedDigest(message, publicKey, options.id)
  // Nothing here is secret, so the variable-time multiplication will do.
  const sum = basePoint()
    .multiplyUnsafe(s)
    .add(point.multiplyUnsafe((r + s) % n))
  if (sum.is0()) return false
  return (e + sum.x) % n === r
}

function encodeSignature(r: bigint, s: bigint): Uint8Array {
  return derElement(tag.sequence, derUnsigned(r), derUnsigned(s))
}

function decodeSignature(signatureDer: Uint8Array): { r: bigint; s: bigint } {
  const [first, second] = readSequence(signatureDer, tag.integer, tag.integer)
  if (first === undefined || second === undefined) throw new GmError('der-malformed')
  const r = readUnsigned(first)
  const s = readUnsigned(second)
  const { n } = curve
  if (r < 1n || r >= n || s < 1n || s >= n || r + s === n) throw new GmError('scalar-out-of-range')
  return { r, s }
}

/** e = SM3(Z ‖ message) with Z = SM3(ENTL ‖ id ‖ a ‖ b ‖ xG ‖ yG ‖ x ‖ y), ENTL the id's length in bits. */
function signedDigest(message: Uint8Array, publicKey: Uint8Array, id: string = defaultSm2Id): bigint {
  assertOnCurve(publicKey)
  const idBytes = new TextEncoder().encode(id)
  if (idBytes.length > 0x1fff) throw new GmError('length')
  const entl = numberToBytes(BigInt(idBytes.length * 8), 2)
  const z = sm3(concatBytes(entl, idBytes, curveBytes, publicKey.subarray(1)))
  return bytesToNumber(sm3(concatBytes(z, message)))
}

const curveBytes = concatBytes(
  ...[curve.a, curve.b, curve.gx, curve.gy].map((value) => numberToBytes(value, fieldLength)),
)
