import { expect, test } from 'vitest'
import { isWalletCode, walletCodeLength, walletCodePrefix, walletCodeRandomOctets } from './wallet-code.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const random = Buffer.from(crypto.getRandomValues(new Uint8Array(walletCodeRandomOctets))).toString(
  'base64url',
)
const code = walletCodePrefix + random

test('a 网证 code is its prefix and 56 characters of base64url', () => {
  expect(code).toHaveLength(walletCodeLength)
  expect(isWalletCode(bytes(code))).toBe(true)
  expect(isWalletCode(bytes(`${walletCodePrefix}${'-_'.repeat(28)}`))).toBe(true)
})

test.each([
  ['nothing', ''],
  ['an address', 'https://example.test/'],
  ['one character less', code.slice(0, -1)],
  ['one character more', `${code}A`],
  ['a line end', `${code.slice(0, -1)}\n`],
  ['another version', code.replace('WZ1', 'WZ2')],
  ['another case', code.replace('WZ1', 'wz1')],
  ['padding', `${code.slice(0, -1)}=`],
  ['base64 of the other kind', `${code.slice(0, -1)}/`],
  ['a Chinese character', `${code.slice(0, -3)}测`],
  ['10 KiB', 'A'.repeat(10_240)],
])('%s is not a 网证 code', (_what, text) => {
  expect(isWalletCode(bytes(text))).toBe(false)
})

test('each character outside base64url is refused in each place', () => {
  const good = bytes(code)
  for (let value = 0; value < 256; value++) {
    const isAllowed = /[A-Za-z0-9_-]/.test(String.fromCharCode(value)) && value < 128
    for (const at of [walletCodePrefix.length, 50, walletCodeLength - 1]) {
      const changed = good.slice()
      changed[at] = value
      expect({ value, at, taken: isWalletCode(changed) }).toEqual({ value, at, taken: isAllowed })
    }
  }
})

test('looking does not change the bytes', () => {
  const looked = bytes(code)
  isWalletCode(looked)
  expect(looked).toEqual(bytes(code))
})
