import { bytesToNumber, numberToBytes } from '../../src/shared/gm/der.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import { type Curve, curveByNumber, drawKeyPair, drawSecret, encodePoint, octetsOf } from './curve.ts'
import { DocumentFault } from './fault.ts'
import { type IntegerGroupParameters, standardisedIntegerGroups } from './integer-group-parameters.ts'

/** How PACE agrees: on a curve, or on integers modulo a prime. */
export type PaceAgreement = 'ecdh' | 'dh'

/** A group in which PACE agrees. Its elements are octets, as commands and answers carry them (ICAO 9303-11, 9.4). */
export interface PaceGroup {
  /** Tag of a public key in a data object 7F49. */
  readonly publicKeyTag: number
  /** A fresh key for the standard's generator, or for this one. */
  draw(
    random: RandomSource,
    generator?: Uint8Array,
  ): { readonly secret: bigint; readonly element: Uint8Array }
  /** What both sides arrive at. Throws `unreadable` when the chip's is no element, or the outcome is the neutral one. */
  multiply(secret: bigint, chips: Uint8Array): Uint8Array
  /** Generic mapping (4.4.3.3.1): the generator that nonce and shared element make. Throws `unreadable` on the neutral one. */
  map(nonce: Uint8Array, shared: Uint8Array): Uint8Array
  /** The octets of a shared element that keys are derived from: a point's x coordinate, all of a number. */
  secretOf(shared: Uint8Array): Uint8Array
}

/** The group of this number in the table of standardised domain parameters, if there is one for this agreement. */
export function paceGroup(agreement: PaceAgreement, parameters: number): PaceGroup | undefined {
  if (agreement === 'ecdh') {
    const curve = curveByNumber(parameters)
    return curve && curveGroup(curve)
  }
  const integers = standardisedIntegerGroups.find(({ id }) => id === parameters)
  return integers && integerGroup(integers)
}

function curveGroup(curve: Curve): PaceGroup {
  return {
    publicKeyTag: 0x86,
    draw: (random, generator) => {
      const base = generator ? curve.decode(generator) : curve.generator
      const { secret, point } = drawKeyPair(curve, base, random)
      return { secret, element: encodePoint(curve, point) }
    },
    multiply: (secret, chips) => encodePoint(curve, curve.decode(chips).multiply(secret)),
    map: (nonce, shared) => {
      const scalar = bytesToNumber(nonce) % curve.order
      const point = curve.decode(shared)
      return encodePoint(curve, scalar === 0n ? point : curve.generator.multiply(scalar).add(point))
    },
    secretOf: (shared) => shared.slice(1, 1 + curve.fieldLength),
  }
}

/** Not in constant time: each key is used for one document, by whoever holds it in the hand. */
function integerGroup({ p, g, q }: IntegerGroupParameters): PaceGroup {
  const length = octetsOf(p)

  const decode = (bytes: Uint8Array): bigint => {
    const element = bytes.length <= length ? bytesToNumber(bytes) : 0n
    // Elements of a small order would tell the chip something of the secret, and agree on what anybody can guess.
    if (element < 2n || element >= p || power(element, q, p) !== 1n) throw new DocumentFault('unreadable')
    return element
  }
  const encode = (element: bigint): Uint8Array => {
    if (element === 1n) throw new DocumentFault('unreadable')
    return numberToBytes(element, length)
  }

  return {
    publicKeyTag: 0x84,
    draw: (random, generator) => {
      const base = generator ? decode(generator) : g
      for (;;) {
        const secret = drawSecret(q, random)
        const element = power(base, secret, p)
        // Some chips want a number's leading zeros and some do not: one that has none is the same for all.
        if (octetsOf(element) === length) return { secret, element: encode(element) }
      }
    },
    multiply: (secret, chips) => encode(power(decode(chips), secret, p)),
    map: (nonce, shared) => encode((power(g, bytesToNumber(nonce) % q, p) * decode(shared)) % p),
    secretOf: (shared) => shared.slice(),
  }
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}
