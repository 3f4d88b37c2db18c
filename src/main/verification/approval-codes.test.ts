import { describe, expect, test } from 'vitest'
import { anchorOf, approvalLifetime, isPurpose, readApprovalCode } from '../../shared/approval-code.ts'
import { makeApprovalCodes } from './approval-codes.ts'

const words = '社会保障卡补办'
const codes = makeApprovalCodes(words)

function readAt(age: number, shown = codes) {
  const code = readApprovalCode(shown.at(age)?.text ?? '')
  if (!code) throw new Error('no code that a phone can read')
  return code
}

describe('the codes of an approval', () => {
  test('are one for every ten seconds, each a link of the chain that was offered', () => {
    const ages = Array.from({ length: approvalLifetime / 10_000 }, (_, step) => step * 10_000)
    const read = ages.map((age) => readAt(age))
    expect(read.map(({ step }) => step)).toEqual(ages.map((_, step) => step))
    expect(read.every(({ link, step }) => anchorOf(link, step) === codes.anchor)).toBe(true)
    expect(new Set(ages.map((age) => codes.at(age)?.text)).size).toBe(ages.length)
  })

  test('stay for their ten seconds and say how much is left of them', () => {
    expect(codes.at(0)).toEqual({ text: codes.at(9_999)?.text, left: 10_000 })
    expect(codes.at(9_999)?.left).toBe(1)
    expect(codes.at(10_000)?.text).not.toBe(codes.at(9_999)?.text)
  })

  test('end with the approval, and do not begin before it', () => {
    expect(codes.at(approvalLifetime - 1)?.left).toBe(1)
    expect(codes.at(approvalLifetime)).toBeNull()
    expect(codes.at(-5)).toEqual(codes.at(0))
  })

  test('say what the check is for, as it was signed', () => {
    expect(readAt(0).purpose).toBe(words)
    expect(isPurpose(readAt(30_000), codes.purpose)).toBe(true)
    expect(isPurpose({ ...readAt(0), purpose: '领取奖品' }, codes.purpose)).toBe(false)
  })

  test('cut words that are too long at a whole character, and sign what is left', () => {
    const long = makeApprovalCodes('补'.repeat(60))
    const code = readAt(0, long)
    expect(code.purpose).toBe(`${'补'.repeat(39)}…`)
    expect(isPurpose(code, long.purpose)).toBe(true)
    const families = makeApprovalCodes('👨‍👩‍👧'.repeat(10))
    expect(readAt(0, families).purpose).toBe(`${'👨‍👩‍👧'.repeat(6)}…`)
    expect(readAt(0, makeApprovalCodes('补'.repeat(40))).purpose).toBe('补'.repeat(40))
  })

  test('are others for every approval', () => {
    const again = makeApprovalCodes(words)
    expect(again.anchor).not.toBe(codes.anchor)
    expect(again.purpose).not.toBe(codes.purpose)
  })
})
