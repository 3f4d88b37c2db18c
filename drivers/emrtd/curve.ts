import { type WeierstrassPoint, weierstrassN } from '@noble/curves/abstract/weierstrass.js'
import { zero } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber, numberToBytes } from '../../src/shared/gm/der.ts'
import { drawBytes, type RandomSource } from '../../src/shared/gm/random.ts'
import { type DomainParameters, standardisedCurves } from './domain-parameters.ts'
import { DocumentFault } from './fault.ts'

export type CurvePoint = WeierstrassPoint<bigint>

/** A curve to calculate on. The runtime's own cryptography lacks the brainpool curves and PACE's mapping. */
export interface Curve {
  readonly name: string
  /** Octets of a coordinate. */
  readonly fieldLength: number
  readonly order: bigint
  readonly generator: CurvePoint
  /** A point from 04 ‖ x ‖ y. Throws `unreadable` unless it is on the curve. */
  decode(bytes: Uint8Array): CurvePoint
  /** The inverse modulo the order. */
  invert(scalar: bigint): bigint
}

export interface KeyPair {
  readonly secret: bigint
  readonly point: CurvePoint
}

const opened = new Map<number, Curve>()

/** The curve of this number in the table of standardised domain parameters, if there is one. */
export function curveByNumber(id: number): Curve | undefined {
  return open(standardisedCurves.find((curve) => curve.id === id))
}

/** The curve with this object identifier, if the table has it. */
export function curveByObjectIdentifier(oid: string): Curve | undefined {
  return open(standardisedCurves.find((curve) => curve.oid === oid))
}

/**
 * The curve with exactly these parameters, if the table has it. A key's own word for its curve is never calculated
 * with: whoever chooses the generator can make a key that fits somebody else's signature.
 */
export function curveByParameters(given: Omit<DomainParameters, 'id' | 'name' | 'oid'>): Curve | undefined {
  return open(
    standardisedCurves.find(
      ({ p, a, b, n, Gx, Gy }) =>
        p === given.p &&
        a === given.a &&
        b === given.b &&
        n === given.n &&
        Gx === given.Gx &&
        Gy === given.Gy,
    ),
  )
}

function open(parameters: DomainParameters | undefined): Curve | undefined {
  if (!parameters) return undefined
  const { id, name, p, a, b, n, Gx, Gy } = parameters
  const before = opened.get(id)
  if (before) return before
  const Point = weierstrassN({ p, a, b, n, h: 1n, Gx, Gy })
  const curve: Curve = {
    name,
    fieldLength: octetsOf(p),
    order: n,
    // A copy of Point.BASE, whose table of multiples would cost more than the few products of one document save.
    generator: new Point(Gx, Gy, 1n),
    decode: (bytes) => {
      const length = octetsOf(p)
      if (bytes.length !== 1 + 2 * length || bytes[0] !== 4) throw new DocumentFault('unreadable')
      const x = bytesToNumber(bytes.subarray(1, 1 + length))
      const y = bytesToNumber(bytes.subarray(1 + length))
      if (x >= p || y >= p || (y * y - (x * x * x + a * x + b)) % p !== 0n) {
        throw new DocumentFault('unreadable')
      }
      return new Point(x, y, 1n)
    },
    invert: (scalar) => Point.Fn.inv(scalar),
  }
  opened.set(id, curve)
  return curve
}

/** 04 ‖ x ‖ y (ICAO 9303-11, 9.4.5). Throws `unreadable` on infinity. */
export function encodePoint(curve: Curve, point: CurvePoint): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * curve.fieldLength)
  const { x, y } = finite(point).toAffine()
  bytes[0] = 4
  bytes.set(numberToBytes(x, curve.fieldLength), 1)
  bytes.set(numberToBytes(y, curve.fieldLength), 1 + curve.fieldLength)
  return bytes
}

/** A fresh key for this generator. */
export function drawKeyPair(curve: Curve, generator: CurvePoint, random: RandomSource): KeyPair {
  const secret = drawSecret(curve.order, random)
  return { secret, point: generator.multiply(secret) }
}

/** A number from 1 up to the order, without it. Draws 8 octets more than the order has, so that none is likelier than another. */
export function drawSecret(order: bigint, random: RandomSource): bigint {
  const drawn = drawBytes(random, octetsOf(order) + 8)
  const secret = (bytesToNumber(drawn) % (order - 1n)) + 1n
  zero(drawn)
  return secret
}

/** The x coordinate that both sides arrive at (BSI TR-03111, 4.3.1). */
export function agree(curve: Curve, secret: bigint, other: CurvePoint): Uint8Array {
  return numberToBytes(finite(other.multiply(secret)).toAffine().x, curve.fieldLength)
}

/** Whether r and s sign this digest under the key (FIPS 186-4, 6.4.2). */
export function verifyEcdsa(
  curve: Curve,
  key: CurvePoint,
  digest: Uint8Array,
  { r, s }: { readonly r: bigint; readonly s: bigint },
): boolean {
  const { order } = curve
  if (r < 1n || s < 1n || r >= order || s >= order) return false
  const excess = digest.length * 8 - order.toString(2).length
  const number = bytesToNumber(digest)
  const e = excess > 0 ? number >> BigInt(excess) : number
  const w = curve.invert(s)
  const sum = sumOfProducts([curve.generator, (e * w) % order], [key, (r * w) % order])
  return !sum.is0() && sum.toAffine().x % order === r
}

/** Both products together, in not much more time than one; what goes in here is no secret. */
function sumOfProducts(
  [one, a]: readonly [CurvePoint, bigint],
  [other, b]: readonly [CurvePoint, bigint],
): CurvePoint {
  const both = one.add(other)
  let sum = one.subtract(one)
  for (let bit = BigInt(Math.max(a.toString(2).length, b.toString(2).length)) - 1n; bit >= 0n; bit--) {
    const inA = (a >> bit) & 1n
    const inB = (b >> bit) & 1n
    sum = sum.double()
    if (inA && inB) sum = sum.add(both)
    else if (inA) sum = sum.add(one)
    else if (inB) sum = sum.add(other)
  }
  return sum
}

function finite(point: CurvePoint): CurvePoint {
  if (point.is0()) throw new DocumentFault('unreadable')
  return point
}

/** Octets that a number fills. */
export function octetsOf(number: bigint): number {
  return Math.ceil(number.toString(16).length / 2)
}
