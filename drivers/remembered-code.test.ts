import { expect, test } from 'vitest'
import { rememberCode } from './remembered-code.ts'

const code = Uint8Array.from({ length: 100 }, (_, index) => index)

test('a code is recognised after its bytes were zeroed, and no other is', () => {
  const own = code.slice()
  const remembered = rememberCode(own)
  own.fill(0)
  expect(remembered.matches(code)).toBe(true)
  expect(remembered.matches(own)).toBe(false)
  expect(remembered.matches(code.slice(1))).toBe(false)
  expect(remembered.matches(new Uint8Array(0))).toBe(false)
})

test('a code is not recognised once it was forgotten', () => {
  const remembered = rememberCode(code)
  remembered.forget()
  expect(remembered.matches(code)).toBe(false)
})
