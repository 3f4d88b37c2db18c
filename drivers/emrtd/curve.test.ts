import { createECDH, createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bytesToNumber } from '../../src/shared/gm/der.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import {
  agree,
  curveByNumber,
  curveByObjectIdentifier,
  curveByParameters,
  drawKeyPair,
  encodePoint,
  verifyEcdsa,
} from './curve.ts'
import { standardisedCurves } from './domain-parameters.ts'
import { digestOf } from './hash.ts'
import { readPublicKey } from './public-key.ts'
import { readPair } from './signature.ts'

/** The names that OpenSSL has for them. */
const opensslNames: Readonly<Record<string, string>> = {
  'P-192': 'prime192v1',
  'P-224': 'secp224r1',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}
const curves = standardisedCurves.map(({ id, name }) => [name, id, opensslNames[name] ?? name] as const)

function curveOf(id: number) {
  const curve = curveByNumber(id)
  if (!curve) throw new TypeError('no such curve')
  return curve
}

describe.each(curves)('%s', (_name, id, openssl) => {
  test('has the parameters that OpenSSL writes out', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: openssl, paramEncoding: 'explicit' })
    const key = readPublicKey(publicKey.export({ format: 'der', type: 'spki' }))
    expect(key?.type === 'ec' && key.curve).toBe(curveOf(id))
  })

  test('agrees with OpenSSL on a secret', () => {
    const curve = curveOf(id)
    const other = createECDH(openssl)
    const own = drawKeyPair(curve, curve.generator, systemRandom)
    const theirs = other.generateKeys()
    const secret = other.computeSecret(encodePoint(curve, own.point))
    expect(agree(curve, own.secret, curve.decode(theirs))).toEqual(new Uint8Array(secret))
  })

  test('verifies what OpenSSL signs, and nothing else', () => {
    const curve = curveOf(id)
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: openssl })
    const key = readPublicKey(publicKey.export({ format: 'der', type: 'spki' }))
    const data = Uint8Array.of(1, 2, 3)
    const pair = readPair(createSign('sha512').update(data).sign(privateKey))
    if (key?.type !== 'ec' || !pair) throw new TypeError('no key')
    expect(key.curve).toBe(curve)
    expect(verifyEcdsa(curve, key.point, digestOf('sha512', data), pair)).toBe(true)
    expect(verifyEcdsa(curve, key.point, digestOf('sha512', data, data), pair)).toBe(false)
    const twisted = { r: pair.s, s: pair.r }
    expect(verifyEcdsa(curve, key.point, digestOf('sha512', data), twisted)).toBe(false)
    for (const bad of [0n, curve.order]) {
      expect(verifyEcdsa(curve, key.point, digestOf('sha512', data), { r: bad, s: pair.s })).toBe(false)
      expect(verifyEcdsa(curve, key.point, digestOf('sha512', data), { r: pair.r, s: bad })).toBe(false)
    }
  })
})

describe('a curve', () => {
  test('is not taken from a key that chooses its own generator', () => {
    const parameters = standardisedCurves.find(({ id }) => id === 12)
    if (!parameters) throw new TypeError('P-256')
    const curve = curveOf(12)
    const other = curve.generator.double().toAffine()
    expect(curveByParameters(parameters)).toBe(curve)
    expect(curveByParameters({ ...parameters, Gx: other.x, Gy: other.y })).toBeUndefined()
  })

  test('is found by its object identifier', () => {
    expect(curveByObjectIdentifier('1.3.36.3.3.2.8.1.1.7')).toBe(curveOf(13))
    expect(curveByObjectIdentifier('1.3.132.0.10')).toBeUndefined()
    expect(curveByNumber(0)).toBeUndefined()
  })

  test('has no points but its own', () => {
    const curve = curveOf(13)
    const point = encodePoint(curve, curve.generator)
    expect(curve.decode(point).equals(curve.generator)).toBe(true)
    for (const place of [0, 1, 40, 64]) {
      const wrong = point.slice()
      wrong[place] = (wrong[place] ?? 0) ^ 1
      expect(() => curve.decode(wrong)).toThrow('unreadable')
    }
    expect(() => curve.decode(new Uint8Array(65).fill(0xff).fill(4, 0, 1))).toThrow('unreadable')
    expect(() => curve.decode(new Uint8Array(65).fill(4, 0, 1))).toThrow('unreadable')
    expect(() => curve.decode(point.subarray(1))).toThrow('unreadable')
  })

  test('draws secrets from 1 to the order less 1', () => {
    const curve = curveOf(12)
    const lowest = drawKeyPair(curve, curve.generator, (length) => new Uint8Array(length))
    expect(lowest.secret).toBe(1n)
    const any = drawKeyPair(curve, curve.generator, systemRandom).secret
    expect(any > 0n && any < curve.order).toBe(true)
    expect(bytesToNumber(agree(curve, 1n, curve.generator))).toBe(curve.generator.toAffine().x)
  })
})
