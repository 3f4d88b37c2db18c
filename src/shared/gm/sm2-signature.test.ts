import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import { derElement, derUnsigned, tag } from './der.ts'
import { curve, encodePoint } from './sm2-curve.ts'
import {
  assertOnCurve,
  generateSm2KeyPair,
  preparePublicKey,
  publicKeyOf,
  requireKeyPair,
  sm2Sign,
  sm2Verify,
} from './sm2.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const message = new TextEncoder().encode('message digest')
const privateKey = fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8')
const keyPair = { privateKey, publicKey: publicKeyOf(privateKey) }
const signature = sm2Sign(message, keyPair)
const { n, p } = curve

function signatureOf(r: Uint8Array, s: Uint8Array): Uint8Array {
  return derElement(tag.sequence, r, s)
}

test('signs the example of GB/T 32918.5 appendix A with its k', () => {
  const testNonce = fromHex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21')
  const r = 0xf5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3n
  const s = 0xb1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aan
  expect(toHex(sm2Sign(message, keyPair, { testNonce }))).toBe(
    toHex(signatureOf(derUnsigned(r), derUnsigned(s))),
  )
})

test('a signature is good for its message, key and id alone', () => {
  expect(sm2Verify(message, signature, keyPair.publicKey)).toBe(true)
  expect(sm2Verify(concatBytes(message, Uint8Array.of(0)), signature, keyPair.publicKey)).toBe(false)
  expect(sm2Verify(message, signature, generateSm2KeyPair().publicKey)).toBe(false)
  expect(sm2Verify(message, signature, keyPair.publicKey, { id: 'other' })).toBe(false)
})

test('gives the same answer before and after a key has its table', () => {
  const own = generateSm2KeyPair()
  const good = sm2Sign(message, own)
  const bad = sm2Sign(withFlipped(message, 0, 1), own)
  const answers = (): readonly boolean[] => [good, bad].map((each) => sm2Verify(message, each, own.publicKey))
  expect(answers()).toEqual([true, false])
  preparePublicKey(own.publicKey)
  expect(answers()).toEqual([true, false])
})

test('two signatures of one message differ', () => {
  expect(sm2Sign(message, keyPair)).not.toEqual(signature)
})

test.each([
  ['r = 0', 0n, 1n],
  ['s = 0', 1n, 0n],
  ['r = n', n, 1n],
  ['s = n', 1n, n],
  ['r above n', n + 1n, 1n],
  ['s far above n', 1n, 1n << 300n],
  ['r + s = n', 5n, n - 5n],
])('refuses a signature with %s', (_, r, s) => {
  const forged = signatureOf(derUnsigned(r), derUnsigned(s))
  expect(refusal(() => sm2Verify(message, forged, keyPair.publicKey))).toBe('scalar-out-of-range')
})

test.each([
  ['a negative r', signatureOf(fromHex('020180'), fromHex('020101')), 'scalar-out-of-range'],
  ['a negative s', signatureOf(fromHex('020101'), fromHex('0201ff')), 'scalar-out-of-range'],
  ['a leading zero', signatureOf(fromHex('02020001'), fromHex('020101')), 'der-not-canonical'],
  ['an empty integer', signatureOf(fromHex('0200'), fromHex('020101')), 'der-malformed'],
  ['r alone', derElement(tag.sequence, fromHex('020101')), 'der-malformed'],
  ['a third number', derElement(tag.sequence, fromHex('020101020101020101')), 'der-malformed'],
  ['octet strings', derElement(tag.sequence, fromHex('040101040101')), 'der-malformed'],
  ['a set', derElement(tag.set, fromHex('020101020102')), 'der-malformed'],
  ['an indefinite length', fromHex('30800201010201010000'), 'der-not-canonical'],
  ['a long length', fromHex('308106020101020101'), 'der-not-canonical'],
  ['64 bare bytes', new Uint8Array(64).fill(0x30), 'der-trailing'],
  ['a trailing byte', concatBytes(signature, Uint8Array.of(0)), 'der-trailing'],
])('refuses %s', (_, der, code) => {
  expect(refusal(() => sm2Verify(message, der, keyPair.publicKey))).toBe(code)
})

test('refuses a signature cut off at every byte', () => {
  for (let length = 0; length < signature.length; length++) {
    expect(refusal(() => sm2Verify(message, signature.subarray(0, length), keyPair.publicKey))).toBe(
      'der-truncated',
    )
  }
})

test.each([
  ['off the curve', withFlipped(keyPair.publicKey, 64, 1), 'point-off-curve'],
  ['with y of another point', encodePoint({ x: curve.gx, y: 1n }), 'point-off-curve'],
  ['0, 0', encodePoint({ x: 0n, y: 0n }), 'point-off-curve'],
  ['with x = p', encodePoint({ x: p, y: curve.gy }), 'point-off-curve'],
  [
    'with y above the field',
    concatBytes(keyPair.publicKey.subarray(0, 33), new Uint8Array(32).fill(255)),
    'point-off-curve',
  ],
  ['infinity', Uint8Array.of(0), 'length'],
  ['infinity, padded', new Uint8Array(65), 'length'],
  ['compressed', concatBytes(Uint8Array.of(2), keyPair.publicKey.subarray(1, 33)), 'length'],
  ['without its first byte', keyPair.publicKey.subarray(1), 'length'],
  ['one byte too long', concatBytes(keyPair.publicKey, Uint8Array.of(0)), 'length'],
])('refuses a public key %s', (_, publicKey, code) => {
  expect(refusal(() => assertOnCurve(publicKey))).toBe(code)
  expect(refusal(() => sm2Verify(message, signature, publicKey))).toBe(code)
  expect(refusal(() => sm2Sign(message, { privateKey, publicKey }))).toBe(code)
})

test.each([
  ['0', new Uint8Array(32), 'scalar-out-of-range'],
  ['n - 1', fromHex((n - 1n).toString(16)), 'scalar-out-of-range'],
  ['n', fromHex(n.toString(16)), 'scalar-out-of-range'],
  ['31 bytes', privateKey.subarray(1), 'length'],
])('refuses a private key of %s', (_, secret, code) => {
  expect(refusal(() => publicKeyOf(secret))).toBe(code)
  expect(refusal(() => sm2Sign(message, { ...keyPair, privateKey: secret }))).toBe(code)
})

test('a key pair is made from the random source that is given', () => {
  const repeated = (): Uint8Array => privateKey.slice()
  expect(generateSm2KeyPair(repeated)).toEqual(keyPair)
  expect(refusal(() => generateSm2KeyPair(() => new Uint8Array(32)))).toBe('randomness')
  expect(refusal(() => generateSm2KeyPair(() => new Uint8Array(31)))).toBe('randomness')
})

test('notices two halves of different pairs', () => {
  expect(refusal(() => requireKeyPair(keyPair))).toBeUndefined()
  const other = generateSm2KeyPair().publicKey
  expect(refusal(() => requireKeyPair({ privateKey, publicKey: other }))).toBe('key-mismatch')
})
