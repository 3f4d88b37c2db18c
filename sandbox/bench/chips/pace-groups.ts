import { createDiffieHellman } from 'node:crypto'
import { bytesToNumber, numberToBytes } from '../../../src/shared/gm/der.ts'
import {
  add,
  curveNamed,
  type CurveName,
  decodePoint,
  drawKeyPair,
  encodePoint,
  multiply,
  parameterIds,
  type Point,
  type Random,
} from './curves.ts'
import { integerGroupIds, type IntegerGroupName, integerGroups } from './integer-groups.ts'

export type PaceGroupName = CurveName | IntegerGroupName

/** Numbers of the standardised domain parameters (ICAO 9303-11, 9.5.1). */
export const paceParameterIds: Readonly<Record<PaceGroupName, number>> = {
  ...parameterIds,
  ...integerGroupIds,
}

/** A key for one generator. Private numbers and public elements are bytes, as they are sent. */
export interface PaceKeyPair {
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

/** Where PACE with generic mapping calculates: on a curve or on integers. */
export interface PaceGroup {
  /** Of a public key in a data object 7F49: 86 for points, 84 for integers (ICAO 9303-11, 9.4). */
  readonly publicKeyTag: number
  isElement(bytes: Uint8Array): boolean
  /** A key for the group's own generator or another. */
  draw(random: Random, generator?: Uint8Array): PaceKeyPair
  /** Null when it comes to nothing. */
  multiply(privateKey: Uint8Array, element: Uint8Array): Uint8Array | null
  /** The generator that a nonce makes of the shared element (4.4.3.3.1); null when it comes to nothing. */
  map(nonce: Uint8Array, shared: Uint8Array): Uint8Array | null
  secretOf(shared: Uint8Array): Uint8Array
}

/** @param name a curve's or a group of integers' */
export function paceGroupNamed(name: PaceGroupName): PaceGroup {
  return isIntegerGroup(name) ? integers(name) : points(name)
}

export function isIntegerGroup(name: PaceGroupName): name is IntegerGroupName {
  return name in integerGroupIds
}

function points(name: CurveName): PaceGroup {
  const curve = curveNamed(name)
  const encoded = (point: Point | null) => point && encodePoint(curve, point)
  const decoded = (bytes: Uint8Array): Point => {
    const point = decodePoint(curve, bytes)
    if (!point) throw new Error('no point of the curve')
    return point
  }
  return {
    publicKeyTag: 0x86,
    isElement: (bytes) => decodePoint(curve, bytes) !== null,
    draw: (random, generator) => {
      const { scalar, point } = drawKeyPair(curve, random, generator && decoded(generator))
      return { privateKey: numberToBytes(scalar, curve.octets + 1), publicKey: encodePoint(curve, point) }
    },
    multiply: (privateKey, element) => encoded(multiply(curve, bytesToNumber(privateKey), decoded(element))),
    map: (nonce, shared) => {
      const scaled = multiply(curve, bytesToNumber(nonce) % curve.n, curve.generator)
      return encoded(scaled ? add(curve, scaled, decoded(shared)) : decoded(shared))
    },
    secretOf: (shared) => shared.slice(1, 1 + curve.octets),
  }
}

/** OpenSSL raises to powers; what is left is one product. */
function integers(name: IntegerGroupName): PaceGroup {
  const { p, g, q } = integerGroups[name]
  const [prime, order] = [BigInt(`0x${p}`), BigInt(`0x${q}`)]
  const octets = p.length / 2
  const power = (base: Uint8Array, exponent: Uint8Array): Uint8Array => {
    const calculation = createDiffieHellman(Buffer.from(p, 'hex'), Buffer.from(base))
    calculation.setPrivateKey(exponent)
    return numberToBytes(bytesToNumber(calculation.generateKeys()), octets)
  }
  const generator = Uint8Array.from(Buffer.from(g, 'hex'))
  const something = (element: Uint8Array) => (bytesToNumber(element) > 1n ? element : null)
  const isElement = (bytes: Uint8Array) => {
    const element = bytesToNumber(bytes)
    return bytes.length === octets && element > 1n && element < prime - 1n
  }
  return {
    publicKeyTag: 0x84,
    isElement,
    draw: (random, base = generator) => {
      const drawn = (bytesToNumber(random(q.length / 2 + 8)) % (order - 1n)) + 1n
      const privateKey = numberToBytes(drawn, q.length / 2)
      return { privateKey, publicKey: power(base, privateKey) }
    },
    multiply: (privateKey, element) => something(power(element, privateKey)),
    map: (nonce, shared) => {
      const scaled = bytesToNumber(power(generator, nonce))
      return something(numberToBytes((scaled * bytesToNumber(shared)) % prime, octets))
    },
    secretOf: (shared) => shared,
  }
}
