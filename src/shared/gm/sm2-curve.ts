import { bytesToNumber, numberToBytes } from './der.ts'
import { GmError } from './errors.ts'
import { drawBytes, type RandomSource } from './random.ts'

/** The recommended curve of GB/T 32918.5: y² = x³ + ax + b over p, base point of prime order n, cofactor 1. */
export const curve = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const

/** Length in bytes of a coordinate, a scalar and an SM3 digest. */
export const fieldLength = 32
const encodedLength = 1 + 2 * fieldLength

/** Affine coordinates, big-endian numbers below p. */
export interface Coordinates {
  readonly x: bigint
  readonly y: bigint
}

/** The remainder that is never negative. */
export function modulo(value: bigint, modulus: bigint): bigint {
  const remainder = value % modulus
  return remainder < 0n ? remainder + modulus : remainder
}

/**
 * Throws unless the 65 bytes 04 ‖ x ‖ y are a point of the curve: `length` on another form (compressed, bare
 * coordinates, the one byte of infinity), `point-off-curve` on coordinates outside the field or off the curve
 * (0, 0 included, which some libraries read as infinity). The cofactor is 1, so every such point has order n.
 */
export function assertOnCurve(publicKey: Uint8Array): void {
  decodePoint(publicKey)
}

/** The coordinates of 04 ‖ x ‖ y, checked. Throws like `assertOnCurve`. */
export function decodePoint(publicKey: Uint8Array): Coordinates {
  if (publicKey.length !== encodedLength || publicKey[0] !== 4) throw new GmError('length')
  const x = bytesToNumber(publicKey.subarray(1, 1 + fieldLength))
  const y = bytesToNumber(publicKey.subarray(1 + fieldLength))
  const { p, a, b } = curve
  if (x >= p || y >= p) throw new GmError('point-off-curve')
  if ((y * y - (x * x * x + a * x + b)) % p !== 0n) throw new GmError('point-off-curve')
  return { x, y }
}

/** 04 ‖ x ‖ y, 65 bytes. */
export function encodePoint({ x, y }: Coordinates): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(encodedLength)
  bytes[0] = 4
  bytes.set(numberToBytes(x, fieldLength), 1)
  bytes.set(numberToBytes(y, fieldLength), 1 + fieldLength)
  return bytes
}

/** A scalar in [1, n-2], drawn until in range (so without bias). Throws `randomness` when the source is stuck. */
export function drawScalar(random: RandomSource): bigint {
  for (let attempt = 0; attempt < 64; attempt++) {
    const bytes = drawBytes(random, fieldLength)
    const scalar = bytesToNumber(bytes)
    bytes.fill(0)
    if (scalar >= 1n && scalar <= curve.n - 2n) return scalar
  }
  throw new GmError('randomness')
}

/** The number of a private key. Throws `length`, or `scalar-out-of-range` outside [1, n-2] (GB/T 32918.1 section 6.1). */
export function privateScalar(privateKey: Uint8Array): bigint {
  if (privateKey.length !== fieldLength) throw new GmError('length')
  const scalar = bytesToNumber(privateKey)
  if (scalar < 1n || scalar > curve.n - 2n) throw new GmError('scalar-out-of-range')
  return scalar
}

/** 1 / value mod n by Fermat: the exponent is fixed, so the steps taken do not depend on a secret value. */
export function inverseModuloOrder(value: bigint): bigint {
  const { n } = curve
  let result = 1n
  for (const bit of (n - 2n).toString(2)) {
    result = (result * result) % n
    if (bit === '1') result = (result * value) % n
  }
  return result
}
