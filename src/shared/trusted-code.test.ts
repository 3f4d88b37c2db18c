import { describe, expect, test } from 'vitest'
import { isTrustedCode, longestBlock, readTrustedCode, writeTrustedCode } from './trusted-code.ts'
import { isWalletCode } from './wallet-code.ts'

const module = Uint8Array.of(0x99, 0, 0, 1)
const octets = (length: number) => Uint8Array.from({ length }, (_, index) => index & 0xff)
const trusted = (length = 300) => writeTrustedCode({ protocol: 'example', module, block: octets(length) })

describe('what a trusted module makes of a code', () => {
  test('is DER', () => {
    expect(Buffer.from(trusted(3)).toString('hex')).toBe('301702010113076578616d706c650404990000010403000102')
  })

  test.each([1, 127, 128, 255, 256, longestBlock])('reads back what was written (%s octets)', (length) => {
    expect(readTrustedCode(trusted(length))).toEqual({ protocol: 'example', module, block: octets(length) })
    expect(isTrustedCode(trusted(length))).toBe(true)
  })

  test('is presented where a 网证 code is', () => {
    expect(isWalletCode(trusted())).toBe(true)
    expect(isWalletCode(trusted().subarray(1))).toBe(false)
  })

  test('of a protocol that nobody knows is none', () => {
    const strange = writeTrustedCode({ protocol: 'strange', module, block: octets(4) })
    expect(readTrustedCode(strange)?.protocol).toBe('strange')
    expect(isTrustedCode(strange)).toBe(false)
  })

  test('cut anywhere, or with anything behind it, is none', () => {
    const whole = trusted()
    for (let end = 0; end < whole.length; end++) expect(readTrustedCode(whole.subarray(0, end))).toBeNull()
    expect(readTrustedCode(Uint8Array.of(...whole, 0))).toBeNull()
  })

  test('has one encoding: no other head is read', () => {
    const whole = trusted(3)
    for (const at of [0, 1, 2, 3, 4, 5, 6, 14, 15, 20, 21]) {
      for (const change of [1, 0x80]) {
        const changed = whole.slice()
        changed[at] = (changed[at] ?? 0) ^ change
        expect({ at, read: readTrustedCode(changed) }).toEqual({ at, read: null })
      }
    }
    expect(readTrustedCode(Uint8Array.of(0x30, 0x81, 0x17, ...whole.subarray(2)))).toBeNull()
  })

  test.each([
    ['no name', { protocol: '', module, block: octets(1) }],
    ['no number', { protocol: 'example', module: octets(0), block: octets(1) }],
    ['too long a block', { protocol: 'example', module, block: octets(longestBlock + 1) }],
  ])('with %s is not written', (_what, code) => {
    expect(() => writeTrustedCode(code)).toThrow(TypeError)
  })
})
