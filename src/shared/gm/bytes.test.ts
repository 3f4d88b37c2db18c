import { expect, test } from 'vitest'
import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex, zero } from './bytes.ts'
import { refusal } from './testing/refusal.ts'

test('joins parts in order', () => {
  expect(concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))).toEqual(
    Uint8Array.of(1, 2, 3),
  )
})

test('arrays are equal only when every byte and the length are', () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
})

test('zero leaves nothing behind', () => {
  const secret = Uint8Array.of(1, 2, 3)
  zero(secret)
  expect(secret).toEqual(new Uint8Array(3))
})

test('hexadecimal goes both ways and takes either case', () => {
  const every = Uint8Array.from({ length: 256 }, (_, index) => index)
  expect(fromHex(toHex(every))).toEqual(every)
  expect(fromHex('AbCd')).toEqual(Uint8Array.of(0xab, 0xcd))
})

test.each(['a', 'zz', '0x00', ' 00', '00\n'])('%j is not hexadecimal', (text) => {
  expect(refusal(() => fromHex(text))).toBe('encoding')
})

test.each([0, 1, 2, 3, 255])('base64 goes both ways for %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => 255 - index)
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  expect(fromBase64(toBase64(bytes))).toEqual(bytes)
})

test.each(['A', 'AA', 'AAA', 'AA=A', 'AAAA\n', 'AA A', 'AA-_', 'AB==', 'AAB=', '===='])(
  '%j is not the base64 of anything',
  (text) => {
    expect(refusal(() => fromBase64(text))).toBe('encoding')
  },
)
