import { expect, test } from 'vitest'
import {
  bizSeqSchema,
  customNumberSchema,
  newBizSeq,
  policySchema,
  receiptNumberSchema,
  terminalNumberSchema,
} from './check.ts'

test('a serial number is 32 letters and digits, and no two are the same', () => {
  const drawn = Array.from({ length: 200 }, () => newBizSeq())
  for (const bizSeq of drawn) expect(bizSeq).toMatch(/^[0-9A-Za-z]{32}$/)
  expect(new Set(drawn).size).toBe(200)
})

test('a serial number favours no character: bytes beyond the last multiple of 62 are drawn again', () => {
  let draws = 0
  const bizSeq = newBizSeq((bytes) => {
    // The first draw is useless but for one byte.
    bytes.fill(draws++ === 0 ? 0xff : 61)
    if (draws === 1) bytes[7] = 0
    return bytes
  })
  expect(bizSeq).toBe(`0${'z'.repeat(31)}`)
  expect(draws).toBe(2)
})

test('a serial number has each of the 62 characters about as often', () => {
  const counts = new Map<string, number>()
  for (let count = 0; count < 2000; count++) {
    for (const character of newBizSeq()) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  expect(counts.size).toBe(62)
  // 64,000 characters, 1032 of each expected, standard deviation 32: six of them leave no flaky test.
  for (const count of counts.values()) expect(Math.abs(count - 1032)).toBeLessThan(6 * 32)
})

test.each([
  [
    'a serial number',
    bizSeqSchema,
    '0123456789abcdefghijKLMNOPQRSTUV',
    ['', '0'.repeat(31), '0'.repeat(33), `${'0'.repeat(31)}-`, `${'0'.repeat(32)}\n`, '测'.repeat(32)],
  ],
  [
    'a terminal number',
    terminalNumberSchema,
    '00000000',
    ['1234567', '123456789', '1234567a', '１２３４５６７８'],
  ],
  ['a relying party', customNumberSchema, '10000001', ['1', '1000000 ', '-1000001']],
  ['a policy', policySchema, 'hall-2', ['', 'a'.repeat(33), 'hall 2', 'hall/2']],
  [
    'a receipt number',
    receiptNumberSchema,
    '0123456789abcdef0123',
    ['0123456789ABCDEF0123', '0'.repeat(19), '0'.repeat(21)],
  ],
])('%s has its form and no other', (_what, schema, good, bad) => {
  expect(schema.safeParse(good).success).toBe(true)
  for (const text of bad)
    expect({ text, taken: schema.safeParse(text).success }).toEqual({ text, taken: false })
})
