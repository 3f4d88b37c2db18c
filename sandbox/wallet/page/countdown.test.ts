import { describe, expect, test } from 'vitest'
import type { PhoneView } from '../api.ts'
import { codeView, dynamicCodeView, secondsLeft } from './countdown.ts'
import { emptyScreen } from './phone-view.fake.ts'

type Shown = NonNullable<PhoneView['code']>
const shown: Shown = { code: 'x', issuedAt: 1_000_000, expiresAt: 1_060_000, state: 'valid', proven: [] }
const seen = (now: number, code: Shown | null = shown) => ({ phone: { ...emptyScreen, now, code }, at: 500 })

describe('the countdown of a code', () => {
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

describe('the countdown of eight digits', () => {
  const proven: NonNullable<PhoneView['dynamicCode']>['proven'] = ['password']
  const digits = {
    code: '40404567',
    terminal: '20261122',
    expiresAt: 130_000,
    state: 'valid',
    proven,
  } as const
  const phone = (dynamicCode: PhoneView['dynamicCode']) => ({ ...emptyScreen, now: 110_000, dynamicCode })

  test('waits at zero for the next digits', () => {
    const seen = { phone: phone(digits), at: 5_000 }
    const first = { state: 'valid', code: '40404567', terminal: '20261122', seconds: 20, proven }
    expect(dynamicCodeView(seen, 5_000)).toEqual(first)
    expect(dynamicCodeView(seen, 24_001)).toMatchObject({ seconds: 1 })
    expect(dynamicCodeView(seen, 26_000)).toMatchObject({ state: 'valid', seconds: 0 })
  })

  test.each(['used', 'blocked', 'expired'] as const)('shows no digits that are %s', (state) => {
    const view = dynamicCodeView({ phone: phone({ ...digits, state }), at: 0 }, 0)
    expect(view).toEqual({ state, terminal: '20261122' })
  })

  test('shows nothing before a terminal was entered', () => {
    expect(dynamicCodeView({ phone: phone(null), at: 0 }, 0)).toEqual({ state: 'none' })
  })
})

test('a drawing that was begun before the answer came does not show a second too many', () => {
  expect(secondsLeft(61_000, { now: 1_000, at: 500 }, 400)).toBe(60)
})

test('what is over has no seconds left', () => {
  expect(secondsLeft(1_000, { now: 5_000, at: 0 }, 0)).toBe(0)
})
