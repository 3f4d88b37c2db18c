import { expect, test } from 'vitest'
import { sm2 as library } from 'sm-crypto'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import { derElement, derUnsigned, numberToBytes, readSequence, tag } from './der.ts'
import { curve, encodePoint } from './sm2-curve.ts'
import { generateSm2KeyPair, publicKeyOf, sm2Decrypt, sm2Encrypt } from './sm2.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const secret = new TextEncoder().encode('测试一 990000')
const keyPair = generateSm2KeyPair()
const { privateKey, publicKey } = keyPair
const ciphertext = sm2Encrypt(secret, publicKey)
const hash = derElement(tag.octetString, new Uint8Array(32))

test.each([1, 16, 31, 32, 33, 500])('encrypts and decrypts %i bytes', (length) => {
  const plaintext = Uint8Array.from({ length }, (_, index) => index & 0xff)
  expect(sm2Decrypt(sm2Encrypt(plaintext, publicKey), privateKey)).toEqual(plaintext)
})

test('gives what the standard gives for its own key and nonce (GB/T 32918.5 annex C)', () => {
  const key = fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8')
  const nonce = fromHex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21')
  const message = new TextEncoder().encode('encryption standard')
  const sealed = sm2Encrypt(message, publicKeyOf(key), () => nonce.slice())
  const parts = readSequence(sealed, tag.integer, tag.integer, tag.octetString, tag.octetString)
  expect(parts.map(({ value }) => toHex(value))).toEqual([
    '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73',
    '00e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0',
    '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766',
    '21886ca989ca9c7d58087307ca93092d651efa',
  ])
  expect(sm2Decrypt(sealed, key)).toEqual(message)
})

test('orders its parts x, y, C3, C2', () => {
  const [x, y, c3, c2] = readSequence(ciphertext, tag.integer, tag.integer, tag.octetString, tag.octetString)
  expect([x?.value.length, y?.value.length].every((length) => length !== undefined && length <= 33)).toBe(
    true,
  )
  expect(c3?.value).toHaveLength(32)
  expect(c2?.value).toHaveLength(secret.length)
})

test('the library reads what we encrypt', () => {
  const opened = library.doDecrypt(toHex(ciphertext), toHex(privateKey), 1, { asn1: true, output: 'array' })
  expect(opened).toEqual(secret)
})

test('two envelopes of one plaintext differ', () => {
  expect(sm2Encrypt(secret, publicKey)).not.toEqual(ciphertext)
})

test('draws again when the key stream would be all zeros and send the plaintext as it is', () => {
  const key = publicKeyOf(fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'))
  // For this key the one-byte key stream of k = 470 is 00.
  const draws = [numberToBytes(470n, 32), numberToBytes(471n, 32)]
  const sealed = sm2Encrypt(Uint8Array.of(0x5a), key, () => draws.shift() ?? new Uint8Array(0))
  expect(draws).toHaveLength(0)
  const [, , , c2] = readSequence(sealed, tag.integer, tag.integer, tag.octetString, tag.octetString)
  expect(c2?.value[0]).not.toBe(0x5a)
  const stuck = (): Uint8Array => numberToBytes(470n, 32)
  expect(refusal(() => sm2Encrypt(Uint8Array.of(0x5a), key, stuck))).toBe('randomness')
})

test('refuses to encrypt nothing, and to a key off the curve', () => {
  expect(refusal(() => sm2Encrypt(new Uint8Array(0), publicKey))).toBe('length')
  expect(refusal(() => sm2Encrypt(secret, withFlipped(publicKey, 40, 1)))).toBe('point-off-curve')
  expect(refusal(() => sm2Encrypt(secret, Uint8Array.of(0)))).toBe('length')
})

test('refuses another key', () => {
  expect(refusal(() => sm2Decrypt(ciphertext, generateSm2KeyPair().privateKey))).toBe('decryption')
})

test('refuses a changed digest or ciphertext', () => {
  for (const fromEnd of [1, secret.length, secret.length + 3, secret.length + 34]) {
    const changed = withFlipped(ciphertext, ciphertext.length - fromEnd, 1)
    expect(refusal(() => sm2Decrypt(changed, privateKey))).toBe('decryption')
  }
})

test.each([
  ['off the curve', derUnsigned(curve.gx), derUnsigned(1n), 'point-off-curve'],
  ['0, 0', derUnsigned(0n), derUnsigned(0n), 'point-off-curve'],
  ['x above the field', derUnsigned(curve.gx + curve.p), derUnsigned(curve.gy), 'point-off-curve'],
  ['a huge x', derUnsigned(1n << 600n), derUnsigned(curve.gy), 'point-off-curve'],
  ['a negative x', fromHex('0201ff'), derUnsigned(curve.gy), 'scalar-out-of-range'],
  ['a padded x', fromHex('02020001'), derUnsigned(curve.gy), 'der-not-canonical'],
])('never multiplies a point that is %s', (_, x, y, code) => {
  const forged = derElement(tag.sequence, x, y, hash, derElement(tag.octetString, Uint8Array.of(1)))
  expect(refusal(() => sm2Decrypt(forged, privateKey))).toBe(code)
})

test.each([
  [
    'a digest of 31 bytes',
    derElement(tag.octetString, new Uint8Array(31)),
    derElement(tag.octetString, Uint8Array.of(1)),
    'length',
  ],
  ['no ciphertext', hash, derElement(tag.octetString), 'length'],
  ['C2 as an integer', hash, fromHex('020101'), 'der-malformed'],
])('refuses %s', (_, digest, sealed, code) => {
  const forged = derElement(tag.sequence, derUnsigned(curve.gx), derUnsigned(curve.gy), digest, sealed)
  expect(refusal(() => sm2Decrypt(forged, privateKey))).toBe(code)
})

test('refuses the bare form 04 x y C3 C2', () => {
  expect(
    refusal(() =>
      sm2Decrypt(concatBytes(encodePoint({ x: curve.gx, y: curve.gy }), new Uint8Array(40)), privateKey),
    ),
  ).toMatch(/^der-/)
})

test('refuses a ciphertext cut off at every byte, and one with a byte more', () => {
  for (let length = 0; length < ciphertext.length; length++) {
    expect(refusal(() => sm2Decrypt(ciphertext.subarray(0, length), privateKey))).toBe('der-truncated')
  }
  expect(refusal(() => sm2Decrypt(concatBytes(ciphertext, Uint8Array.of(0)), privateKey))).toBe(
    'der-trailing',
  )
})
