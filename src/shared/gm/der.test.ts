import { expect, test } from 'vitest'
import { fromHex, toHex } from './bytes.ts'
import {
  bytesToNumber,
  derElement,
  derObjectIdentifier,
  derUnsigned,
  numberToBytes,
  readSequence,
  readSingle,
  readUnsigned,
  tag,
} from './der.ts'
import { requireCanonicalDer } from './der-canonical.ts'
import { refusal } from './testing/refusal.ts'

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
  [65536, '0483010000'],
])('writes the shortest length of %i bytes', (length, header) => {
  const der = derElement(tag.octetString, new Uint8Array(length))
  expect(toHex(der.subarray(0, header.length / 2))).toBe(header)
  expect(readSingle(der, tag.octetString).value).toHaveLength(length)
})

test.each([
  [0n, '020100'],
  [127n, '02017f'],
  [128n, '02020080'],
  [256n, '02020100'],
])('writes and reads the integer %i', (value, der) => {
  expect(toHex(derUnsigned(value))).toBe(der)
  expect(readUnsigned(readSingle(fromHex(der), tag.integer))).toBe(value)
})

test('numbers and big-endian bytes go both ways', () => {
  const value = 0x0102030405060708090a0b0c0d0e0f1011n
  expect(bytesToNumber(numberToBytes(value, 20))).toBe(value)
})

test('writes object identifiers with arcs of several octets', () => {
  expect(toHex(derObjectIdentifier('1.2.156.10197.1.301'))).toBe('06082a811ccf5501822d')
  expect(toHex(derObjectIdentifier('2.5.29.15'))).toBe('0603551d0f')
})

test('a sequence of another shape is malformed', () => {
  const der = fromHex('3006020101020102')
  expect(readSequence(der, tag.integer, tag.integer)).toHaveLength(2)
  expect(refusal(() => readSequence(der, tag.integer))).toBe('der-malformed')
  expect(refusal(() => readSequence(der, tag.integer, tag.octetString))).toBe('der-malformed')
})

test.each([
  ['an indefinite length', '3080020101', 'der-not-canonical'],
  ['a long length that fits the short form', '308103020101', 'der-not-canonical'],
  ['a long length with a leading zero', `30820080${'00'.repeat(128)}`, 'der-not-canonical'],
  ['a length of five octets', '30850000000001', 'der-malformed'],
  ['nothing', '', 'der-truncated'],
  ['no length', '30', 'der-truncated'],
  ['a length cut off', '3082', 'der-truncated'],
  ['contents cut off', '3003020101'.slice(0, -2), 'der-truncated'],
  ['a byte after the end', '300302010100', 'der-trailing'],
  ['a child that overruns its parent', '3003020401', 'der-malformed'],
  ['a tag number above 30', '1f8100', 'der-malformed'],
  ['an integer with a leading zero', '30040202007f', 'der-not-canonical'],
  ['a negative integer with a leading ff', '30040202ff80', 'der-not-canonical'],
  ['an empty integer', '30020200', 'der-malformed'],
  ['a boolean that is neither 00 nor ff', '3003010101', 'der-not-canonical'],
  ['a boolean of two octets', '30040102ffff', 'der-malformed'],
  ['a null with contents', '3003050100', 'der-malformed'],
  ['an octet string in pieces', '300524030401aa', 'der-not-canonical'],
  ['a bit string with stray bits', '3004030204ff', 'der-not-canonical'],
  ['a bit string without its first octet', '30020300', 'der-malformed'],
  ['a bit string with eight unused bits', '300403020800', 'der-malformed'],
  ['an object identifier with a padded arc', '300506032a8001', 'der-not-canonical'],
  ['an object identifier cut in an arc', '300406022a81', 'der-malformed'],
  ['a sequence that is not constructed', '30021000', 'der-malformed'],
  ['a set out of order', '3106020102020101', 'der-not-canonical'],
  ['a set with the same element twice', '3106020101020101', 'der-not-canonical'],
  ['a time without seconds', '300d170b323630313031303030305a', 'der-not-canonical'],
  ['a time with an offset', '301317113236303130313030303030302b30383030', 'der-not-canonical'],
])('%s is not DER', (_, hex, code) => {
  expect(refusal(() => requireCanonicalDer(fromHex(hex)))).toBe(code)
})

test('a structure nested deeper than any real one is refused before it exhausts the stack', () => {
  let der = new Uint8Array(0)
  for (let depth = 0; depth < 5000; depth++) der = derElement(tag.sequence, der)
  expect(refusal(() => requireCanonicalDer(der))).toBe('der-malformed')
})
