import { kdf } from 'sm-crypto'
import { concatBytes, equalBytes, zero } from './bytes.ts'
import { derElement, derUnsigned, numberToBytes, readSequence, readUnsigned, tag } from './der.ts'
import { GmError } from './errors.ts'
import { systemRandom, type RandomSource } from './random.ts'
import { assertOnCurve, curve, drawScalar, encodePoint, fieldLength, privateScalar } from './sm2-curve.ts'
import { basePoint, passingPoint, publicPoint, type CurvePoint } from './sm2-points.ts'
import { sm3 } from './sm3.ts'

/**
 * Encrypts a short secret, such as a content key, to a public key (GB/T 32918.4 section 6.1). Gives the DER
 * SEQUENCE { x, y, C3, C2 } of GB/T 35276: x, y of the passing point, C3 the SM3 digest, C2 as long as the plaintext.
 * Throws `length` on an empty plaintext or a bad key, `point-off-curve`, `randomness`.
 */
export function sm2Encrypt(
  plaintext: Uint8Array,
  publicKey: Uint8Array,
  random: RandomSource = systemRandom,
): Uint8Array {
  if (plaintext.length === 0) throw new GmError('length')
  const recipient = publicPoint(publicKey)
  for (let attempt = 0; attempt < 64; attempt++) {
    const k = drawScalar(random)
    const passing = basePoint().multiply(k).toAffine()
    const shared = sharedCoordinates(recipient.multiply(k))
    const stream = keyStream(shared, plaintext.length)
    // An all-zero stream would send the plaintext as it is: the standard draws again (step A5).
    if (stream.every((byte) => byte === 0)) continue
    const digest = sharedDigest(shared, plaintext)
    for (const [index, byte] of plaintext.entries()) stream[index] = (stream[index] ?? 0) ^ byte
    zero(shared.x)
    zero(shared.y)
    return derElement(
      tag.sequence,
      derUnsigned(passing.x),
      derUnsigned(passing.y),
      derElement(tag.octetString, digest),
      derElement(tag.octetString, stream),
    )
  }
  throw new GmError('randomness')
}

/**
 * Multiplies a point of the curve, 04 ‖ x ‖ y, with a private key. Gives the coordinates of the product, both 32 bytes big
 * endian; or those of both points that share its x, from a library that tells no y. The caller zeroes them.
 */
export type Sm2Multiply = (point: Uint8Array, privateKey: Uint8Array) => readonly SharedCoordinates[]

/**
 * The plaintext of `sm2Encrypt`'s DER (GB/T 32918.4 section 7.1). Throws `der-…` unless it is canonical DER of that shape,
 * `point-off-curve` before anything is multiplied with the private key, `length`, `scalar-out-of-range` on a bad
 * key, and `decryption` when the digest does not match: another key, or a changed ciphertext.
 * @param multiply another way to multiply than ours, faster where there is one
 */
export function sm2Decrypt(
  der: Uint8Array,
  privateKey: Uint8Array,
  multiply: Sm2Multiply = multiplyHere,
): Uint8Array {
  const { point, digest, ciphertext } = decodeCiphertext(der)
  privateScalar(privateKey)
  const products = multiply(point, privateKey)
  try {
    for (const shared of products) {
      const plaintext = plaintextUnder(shared, digest, ciphertext)
      if (plaintext) return plaintext
    }
    throw new GmError('decryption')
  } finally {
    for (const { x, y } of products) {
      zero(x)
      zero(y)
    }
  }
}

function multiplyHere(point: Uint8Array, privateKey: Uint8Array): readonly SharedCoordinates[] {
  return [sharedCoordinates(passingPoint(point).multiply(privateScalar(privateKey)))]
}

/** Undefined when the digest is not that of the plaintext under this point. */
function plaintextUnder(
  shared: SharedCoordinates,
  digest: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const plaintext = keyStream(shared, ciphertext.length)
  const isZeroStream = plaintext.every((byte) => byte === 0)
  for (const [index, byte] of ciphertext.entries()) plaintext[index] = (plaintext[index] ?? 0) ^ byte
  const isAuthentic = equalBytes(sharedDigest(shared, plaintext), digest)
  if (!isZeroStream && isAuthentic) return plaintext
  zero(plaintext)
  return undefined
}

export interface SharedCoordinates {
  readonly x: Uint8Array
  readonly y: Uint8Array
}

function decodeCiphertext(der: Uint8Array): {
  /** On the curve. */
  point: Uint8Array
  digest: Uint8Array
  ciphertext: Uint8Array
} {
  const [x, y, digest, ciphertext] = readSequence(
    der,
    tag.integer,
    tag.integer,
    tag.octetString,
    tag.octetString,
  )
  if (!x || !y || !digest || !ciphertext) throw new GmError('der-malformed')
  const coordinates = { x: readUnsigned(x), y: readUnsigned(y) }
  if (coordinates.x >= curve.p || coordinates.y >= curve.p) throw new GmError('point-off-curve')
  if (digest.value.length !== fieldLength || ciphertext.value.length === 0) throw new GmError('length')
  const point = encodePoint(coordinates)
  assertOnCurve(point)
  return { point, digest: digest.value, ciphertext: ciphertext.value }
}

function sharedCoordinates(point: CurvePoint): SharedCoordinates {
  const { x, y } = point.toAffine()
  return { x: numberToBytes(x, fieldLength), y: numberToBytes(y, fieldLength) }
}

/** t = KDF(x ‖ y, length), GB/T 32918.4 section 5.4.3. */
function keyStream({ x, y }: SharedCoordinates, length: number): Uint8Array {
  const seed = concatBytes(x, y)
  const stream = kdf(seed, length)
  zero(seed)
  return stream
}

/** C3 = SM3(x ‖ plaintext ‖ y). */
function sharedDigest({ x, y }: SharedCoordinates, plaintext: Uint8Array): Uint8Array {
  const joined = concatBytes(x, plaintext, y)
  const digest = sm3(joined)
  zero(joined)
  return digest
}
