import { expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { sm3 } from './sm3.ts'

const utf8 = new TextEncoder()

test('gives the digests of GB/T 32905 appendix A', () => {
  expect(toHex(sm3(utf8.encode('abc')))).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
  expect(toHex(sm3(utf8.encode('abcd'.repeat(16))))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  )
})
