import { describe, expect, test } from 'vitest'
import {
  anchorOf,
  type ApprovalCode,
  approvalChain,
  approvalSteps,
  isPurpose,
  purposeDigest,
  readApprovalCode,
  writeApprovalCode,
} from './approval-code.ts'
import { toHex } from './gm/bytes.ts'
import { sm3 } from './gm/sm3.ts'

const seed = new Uint8Array(32).fill(7)
const { anchor, links } = approvalChain(seed)
const code: ApprovalCode = {
  step: 3,
  link: links[3] ?? seed,
  salt: new Uint8Array(16).fill(9),
  purpose: '社会保障卡补办',
}

describe('the chain', () => {
  test('has a link for every step, each of which leads to the anchor from its own step alone', () => {
    expect(links).toHaveLength(approvalSteps)
    for (const [step, link] of links.entries()) {
      expect(anchorOf(link, step)).toBe(anchor)
      expect(anchorOf(link, step + 1)).not.toBe(anchor)
      expect(anchorOf(link, Math.max(0, step - 1)) === anchor).toBe(step === 0)
    }
  })

  test('shows the seed last, and a link never before what it hashes to', () => {
    expect(links.at(-1)).toEqual(seed)
    expect(toHex(sm3(links[1] ?? seed))).toBe(toHex(links[0] ?? seed))
  })
})

describe('a code', () => {
  test('is read as it was written', () => {
    const text = writeApprovalCode(code)
    expect(text).toMatch(/^[\w.-]+$/)
    expect(readApprovalCode(text)).toEqual(code)
  })

  test.each([
    ['another prefix', (text: string) => text.replace('WZA1', 'WZ1')],
    ['a step too far', (text: string) => text.replace('.3.', '.18.')],
    ['a step in another form', (text: string) => text.replace('.3.', '.03.')],
    ['a part missing', (text: string) => text.slice(0, text.lastIndexOf('.'))],
    ['a part too many', (text: string) => `${text}.AA`],
    ['a short link', (text: string) => text.replace(/^(WZA1\.3\.).{4}/, '$1')],
    ['unused bits in the salt', (text: string) => text.replace(/(\.[\w-]{21})A\./, '$1B.')],
    ['no words', (text: string) => text.slice(0, text.lastIndexOf('.') + 1)],
    ['nothing', () => ''],
    ['an address', () => 'https://example.test/'],
  ])('with %s is none', (_what, damage) => {
    const text = writeApprovalCode({ ...code, salt: new Uint8Array(16).fill(8) })
    expect(readApprovalCode(damage(text))).toBeNull()
  })

  test('with words of more than 120 octets, or words that are not UTF-8, is none', () => {
    expect(readApprovalCode(writeApprovalCode({ ...code, purpose: '办'.repeat(41) }))).toBeNull()
    const text = writeApprovalCode(code)
    expect(readApprovalCode(`${text.slice(0, text.lastIndexOf('.'))}._w`)).toBeNull()
  })
})

test('the purpose is the signed one only word for word and with the same salt', () => {
  const digest = purposeDigest(code.salt, code.purpose)
  expect(isPurpose(code, digest)).toBe(true)
  expect(isPurpose({ ...code, purpose: '领取奖品' }, digest)).toBe(false)
  expect(isPurpose({ ...code, salt: new Uint8Array(16) }, digest)).toBe(false)
})
