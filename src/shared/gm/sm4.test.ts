import { expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import { sm4 as library } from 'sm-crypto'
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4GcmDecrypt, sm4GcmEncrypt } from './sm4.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const key = fromHex('0123456789abcdeffedcba9876543210')
const iv = fromHex('000102030405060708090a0b0c0d0e0f')

test('encrypts the block of GB/T 32907 appendix A', () => {
  const ciphertext = sm4CbcEncrypt(key, new Uint8Array(16), key)
  expect(toHex(ciphertext.subarray(0, 16))).toBe('681edf34d206965e86b3e94f536e4246')
})

test.each([0, 1, 15, 16, 17, 31, 32, 1000])('SM4-CBC of %i bytes goes both ways', (length) => {
  const plaintext = Uint8Array.from({ length }, (_, index) => (index * 11) & 0xff)
  expect(sm4CbcDecrypt(key, iv, sm4CbcEncrypt(key, iv, plaintext))).toEqual(plaintext)
})

test('leaves the caller’s plaintext, key and iv as they were', () => {
  const plaintext = new Uint8Array(20).fill(7)
  const before = [key.slice(), iv.slice()]
  sm4CbcDecrypt(key, iv, sm4CbcEncrypt(key, iv, plaintext))
  expect(plaintext).toEqual(new Uint8Array(20).fill(7))
  expect([key, iv]).toEqual(before)
})

/** Ciphertext of a plaintext that is padded (or not) by the test itself. */
function encryptPadded(padded: Uint8Array): Uint8Array {
  return library.encrypt(padded, key, { mode: 'cbc', iv, padding: 'none', output: 'array' })
}

test('refuses every last byte that is not the length of a padding', () => {
  for (let last = 0; last <= 255; last++) {
    const block = new Uint8Array(32).fill(0xee)
    block[31] = last
    const expected = last === 1 ? undefined : 'padding'
    // 0xee repeated is a padding of 238 bytes, which is more than a block and no padding either.
    expect(refusal(() => sm4CbcDecrypt(key, iv, encryptPadded(block)))).toBe(expected)
  }
})

test('refuses a padding in which any one byte differs', () => {
  for (let padding = 2; padding <= 16; padding++) {
    for (let wrong = 2; wrong <= padding; wrong++) {
      const block = new Uint8Array(32).fill(0xee)
      block.fill(padding, 32 - padding)
      block[32 - wrong] = padding ^ 1
      expect(refusal(() => sm4CbcDecrypt(key, iv, encryptPadded(block)))).toBe('padding')
    }
  }
})

test.each([0, 1, 15, 17, 31])('refuses a ciphertext of %i bytes', (length) => {
  expect(refusal(() => sm4CbcDecrypt(key, iv, new Uint8Array(length)))).toBe('length')
})

test.each([0, 15, 17, 32])('refuses a key or iv of %i bytes', (length) => {
  const other = new Uint8Array(length)
  expect(refusal(() => sm4CbcEncrypt(other, iv, key))).toBe('length')
  expect(refusal(() => sm4CbcEncrypt(key, other, key))).toBe('length')
  expect(refusal(() => sm4CbcDecrypt(other, iv, key))).toBe('length')
  expect(refusal(() => sm4CbcDecrypt(key, other, key))).toBe('length')
})

const rfc8998 = {
  key,
  nonce: fromHex('00001234567800000000abcd'),
  plaintext: fromHex(
    `${'aa'.repeat(8)}${'bb'.repeat(8)}${'cc'.repeat(8)}${'dd'.repeat(8)}` +
      `${'ee'.repeat(8)}${'ff'.repeat(8)}${'ee'.repeat(8)}${'aa'.repeat(8)}`,
  ),
  associatedData: fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
}
const rfc8998Ciphertext =
  '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
  'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d'

test('seals the SM4-GCM example of RFC 8998 appendix A.1 and opens it again', () => {
  const { ciphertext, tag } = sm4GcmEncrypt(rfc8998)
  expect(toHex(ciphertext)).toBe(rfc8998Ciphertext)
  expect(toHex(tag)).toBe('83de3541e4c2b58177e065a9bf7b62ec')
  expect(sm4GcmDecrypt({ ...rfc8998, ciphertext, tag })).toEqual(rfc8998.plaintext)
})

test('SM4-GCM takes an empty plaintext and no associated data', () => {
  const plain = { key, nonce: rfc8998.nonce, plaintext: new Uint8Array(0) }
  const sealed = sm4GcmEncrypt(plain)
  expect(sealed.ciphertext).toHaveLength(0)
  expect(sm4GcmDecrypt({ ...plain, ...sealed })).toHaveLength(0)
  expect(refusal(() => sm4GcmDecrypt({ ...plain, ...sealed, tag: withFlipped(sealed.tag, 3, 1) }))).toBe(
    'tag-mismatch',
  )
})

test('refuses a tag with any one bit changed', () => {
  const sealed = sm4GcmEncrypt(rfc8998)
  for (let bit = 0; bit < 128; bit++) {
    const tag = withFlipped(sealed.tag, bit >> 3, 1 << (bit & 7))
    expect(refusal(() => sm4GcmDecrypt({ ...rfc8998, ...sealed, tag }))).toBe('tag-mismatch')
  }
})

test('refuses a changed ciphertext, associated data, nonce or key', () => {
  const sealed = { ...rfc8998, ...sm4GcmEncrypt(rfc8998) }
  for (const part of ['ciphertext', 'associatedData', 'nonce', 'key'] as const) {
    const changed = { ...sealed, [part]: withFlipped(sealed[part], 0, 1) }
    expect(refusal(() => sm4GcmDecrypt(changed))).toBe('tag-mismatch')
  }
  const { associatedData: _, ...without } = sealed
  expect(refusal(() => sm4GcmDecrypt(without))).toBe('tag-mismatch')
})

test.each([0, 4, 12, 15, 17])('refuses a tag of %i bytes', (length) => {
  const sealed = sm4GcmEncrypt(rfc8998)
  const tag = new Uint8Array(length)
  tag.set(sealed.tag.subarray(0, length))
  expect(refusal(() => sm4GcmDecrypt({ ...rfc8998, ...sealed, tag }))).toBe('length')
})

test('refuses a nonce or key of another length', () => {
  const sealed = sm4GcmEncrypt(rfc8998)
  for (const wrong of [{ nonce: new Uint8Array(16) }, { key: new Uint8Array(32) }]) {
    expect(refusal(() => sm4GcmEncrypt({ ...rfc8998, ...wrong }))).toBe('length')
    expect(refusal(() => sm4GcmDecrypt({ ...rfc8998, ...sealed, ...wrong }))).toBe('length')
  }
})
