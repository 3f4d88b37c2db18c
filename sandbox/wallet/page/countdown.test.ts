import { describe, expect, test } from 'vitest'
import type { PhoneView } from '../api.ts'
import { codeView } from './countdown.ts'

type Shown = NonNullable<PhoneView['code']>
const shown: Shown = { code: 'x', issuedAt: 1_000_000, expiresAt: 1_060_000, state: 'valid' }
const seen = (now: number, code: Shown | null = shown) => ({
  phone: { now, code, dynamicCode: null, history: [] },
  at: 500,
})

describe('the countdown', () => {
  test('goes by the platform’s time at the answer and the page’s time since', () => {
    expect(codeView(seen(1_000_000), 500)).toEqual({ state: 'valid', seconds: 60 })
    expect(codeView(seen(1_000_000), 1_500)).toEqual({ state: 'valid', seconds: 59 })
    expect(codeView(seen(1_059_999), 500)).toEqual({ state: 'valid', seconds: 1 })
  })

  test('ends by itself, without waiting for the server', () => {
    expect(codeView(seen(1_059_000), 1_500)).toEqual({ state: 'expired' })
  })

  test('believes the server about a used or expired code', () => {
    expect(codeView(seen(1_000_000, { ...shown, state: 'used' }), 500)).toEqual({ state: 'used' })
    expect(codeView(seen(1_000_000, { ...shown, state: 'expired' }), 500)).toEqual({ state: 'expired' })
    expect(codeView(seen(1_000_000, null), 500)).toEqual({ state: 'none' })
  })
})
