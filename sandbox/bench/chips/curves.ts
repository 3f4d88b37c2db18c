import { generateKeyPairSync } from 'node:crypto'
import {
  bytesToNumber,
  numberToBytes,
  readChildren,
  readSingle,
  readUnsigned,
  tag,
} from '../../../src/shared/gm/der.ts'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'

/** Curves of ICAO 9303-11, 9.5.1, by OpenSSL's names, with the number of their standardised domain parameters. */
export const parameterIds = {
  brainpoolP192r1: 9,
  secp224r1: 10,
  brainpoolP224r1: 11,
  prime256v1: 12,
  brainpoolP256r1: 13,
  brainpoolP320r1: 14,
  secp384r1: 15,
  brainpoolP384r1: 16,
  brainpoolP512r1: 17,
  secp521r1: 18,
} as const
export type CurveName = keyof typeof parameterIds

/** A point that is not the point at infinity. */
export interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** y² = x³ + ax + b over the integers modulo p; the generator has the prime order n, and the cofactor is 1. */
export interface Curve {
  readonly name: CurveName
  readonly p: bigint
  readonly a: bigint
  readonly b: bigint
  readonly n: bigint
  readonly generator: Point
  /** Bytes of a coordinate. */
  readonly octets: number
}

/** Bytes that nobody can foretell; a test may say which. */
export type Random = (length: number) => Uint8Array

const known = new Map<CurveName, Curve>()

/** The curve, with its domain parameters as OpenSSL writes them into a public key (SEC 1, C.2). */
export function curveNamed(name: CurveName): Curve {
  const curve = known.get(name) ?? readCurve(name)
  known.set(name, curve)
  return curve
}

function readCurve(name: CurveName): Curve {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: name, paramEncoding: 'explicit' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const [algorithm] = readChildren(readSingle(spki, tag.sequence))
  const parameters = algorithm && readChildren(algorithm)[1]
  const [, field, coefficients, base, order] = parameters ? readChildren(parameters) : []
  const prime = field && readChildren(field)[1]
  const [a, b] = coefficients ? readChildren(coefficients) : []
  if (!prime || !a || !b || !base || !order) throw new Error('OpenSSL wrote no explicit domain parameters')
  const p = readUnsigned(prime)
  const octets = Math.ceil(p.toString(2).length / 8)
  const generator = splitPoint(base.value, octets)
  return {
    name,
    p,
    a: bytesToNumber(a.value),
    b: bytesToNumber(b.value),
    n: readUnsigned(order),
    generator,
    octets,
  }
}

function splitPoint(bytes: Uint8Array, octets: number): Point {
  return {
    x: bytesToNumber(bytes.subarray(1, 1 + octets)),
    y: bytesToNumber(bytes.subarray(1 + octets)),
  }
}

/** 04, x, y. */
export function encodePoint(curve: Curve, { x, y }: Point): Uint8Array<ArrayBuffer> {
  return concatBytes(Uint8Array.of(4), numberToBytes(x, curve.octets), numberToBytes(y, curve.octets))
}

/** The point that `encodePoint` wrote; null for any other bytes and for points beside the curve. */
export function decodePoint(curve: Curve, bytes: Uint8Array): Point | null {
  if (bytes[0] !== 4 || bytes.length !== 1 + 2 * curve.octets) return null
  const { x, y } = splitPoint(bytes, curve.octets)
  if (x >= curve.p || y >= curve.p) return null
  return modulo(y * y - (x * x + curve.a) * x - curve.b, curve.p) === 0n ? { x, y } : null
}

/** A private key from 1 to n − 1 and its public key on a generator, the curve's own unless given. */
export function drawKeyPair(curve: Curve, random: Random, generator: Point = curve.generator): KeyPair {
  const bits = curve.n.toString(2).length
  const octets = Math.ceil(bits / 8)
  for (let attempt = 0; attempt < 200; attempt++) {
    const scalar = bytesToNumber(random(octets)) & ((1n << BigInt(bits)) - 1n)
    const point = scalar > 0n && scalar < curve.n ? multiply(curve, scalar, generator) : null
    if (point) return { scalar, point }
  }
  throw new Error('the random source gives no private key')
}

export interface KeyPair {
  readonly scalar: bigint
  readonly point: Point
}

/** Jacobian coordinates: x = X / Z², y = Y / Z³; infinity has Z = 0. */
interface Jacobian {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

const infinity: Jacobian = { x: 1n, y: 1n, z: 0n }

/** The sum of two points, null for infinity. */
export function add(curve: Curve, left: Point, right: Point): Point | null {
  return affine(curve, sum(curve, { ...left, z: 1n }, { ...right, z: 1n }))
}

/** The multiple of a point, null for infinity. Not in constant time: these chips guard nobody's keys. */
export function multiply(curve: Curve, scalar: bigint, point: Point): Point | null {
  const base: Jacobian = { ...point, z: 1n }
  let product = infinity
  for (const bit of scalar.toString(2)) {
    product = double(curve, product)
    if (bit === '1') product = sum(curve, product, base)
  }
  return affine(curve, product)
}

function double({ p, a }: Curve, { x, y, z }: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return infinity
  const yy = (y * y) % p
  const s = (4n * x * yy) % p
  const zz = (z * z) % p
  const m = (3n * x * x + a * zz * zz) % p
  const x3 = modulo(m * m - 2n * s, p)
  return { x: x3, y: modulo(m * (s - x3) - 8n * yy * yy, p), z: (2n * y * z) % p }
}

function sum(curve: Curve, left: Jacobian, right: Jacobian): Jacobian {
  if (left.z === 0n) return right
  if (right.z === 0n) return left
  const { p } = curve
  const leftZz = (left.z * left.z) % p
  const rightZz = (right.z * right.z) % p
  const u1 = (left.x * rightZz) % p
  const s1 = (left.y * rightZz * right.z) % p
  const h = modulo(right.x * leftZz - u1, p)
  const r = modulo(right.y * leftZz * left.z - s1, p)
  if (h === 0n) return r === 0n ? double(curve, left) : infinity
  const hh = (h * h) % p
  const hhh = (h * hh) % p
  const v = (u1 * hh) % p
  const x = modulo(r * r - hhh - 2n * v, p)
  return { x, y: modulo(r * (v - x) - s1 * hhh, p), z: (h * left.z * right.z) % p }
}

function affine({ p }: Curve, { x, y, z }: Jacobian): Point | null {
  if (z === 0n) return null
  const inverse = invert(z, p)
  const square = (inverse * inverse) % p
  return { x: (x * square) % p, y: (y * square * inverse) % p }
}

/** The extended algorithm of Euclid. */
function invert(value: bigint, p: bigint): bigint {
  let [rest, last] = [modulo(value, p), p]
  let [factor, lastFactor] = [1n, 0n]
  while (rest > 1n) {
    const quotient = last / rest
    ;[rest, last] = [last - quotient * rest, rest]
    ;[factor, lastFactor] = [lastFactor - quotient * factor, factor]
  }
  return modulo(factor, p)
}

function modulo(value: bigint, p: bigint): bigint {
  const rest = value % p
  return rest < 0n ? rest + p : rest
}
