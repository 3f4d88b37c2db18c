import { expect, test } from 'vitest'
import type { PhoneView } from '../api.ts'
import { dynamicCodeView } from './dynamic-code.ts'

const shown = { code: '40404567', terminal: '20261122', expiresAt: 130_000, state: 'valid' } as const

function phone(dynamicCode: PhoneView['dynamicCode']): PhoneView {
  return { now: 110_000, code: null, dynamicCode, history: [] }
}

test('counts down by the platform’s clock and waits at zero for the next digits', () => {
  const seen = { phone: phone(shown), at: 5_000 }
  expect(dynamicCodeView(seen, 5_000)).toEqual({ state: 'valid', code: '40404567', seconds: 20 })
  expect(dynamicCodeView(seen, 24_001)).toMatchObject({ seconds: 1 })
  expect(dynamicCodeView(seen, 26_000)).toMatchObject({ state: 'valid', seconds: 0 })
})

test.each(['used', 'blocked', 'expired'] as const)('shows no digits that are %s', (state) => {
  expect(dynamicCodeView({ phone: phone({ ...shown, state }), at: 0 }, 0)).toEqual({ state })
})

test('shows nothing before a terminal was entered', () => {
  expect(dynamicCodeView({ phone: phone(null), at: 0 }, 0)).toEqual({ state: 'none' })
})
