import { expect, test } from 'vitest'
import { holdsIdentityNumber, isIdentityNumber } from './identity-number.ts'

test.each(['11010519491231002X', '11010519491231002x', '440524188001010014'])(
  '%s is an identity number: the standard’s own examples',
  (number) => {
    expect(isIdentityNumber(number)).toBe(true)
  },
)

test.each([
  ['another check character', '110105194912310021'],
  ['no such month', '11010519491331002X'],
  ['no such day', '11010519491232002X'],
  ['no such century', '110105224912310029'],
  ['a digit too few', '1101051949123100'],
  ['a digit too many', '111010519491231002X'],
  ['nothing', ''],
])('%s: none', (_, text) => {
  expect(isIdentityNumber(text)).toBe(false)
})

test('is found within a text, between other digits too', () => {
  for (const text of [
    '张三11010519491231002X',
    '(440524188001010014)',
    '7440524188001010014',
    '44052418800101001499',
  ]) {
    expect(holdsIdentityNumber(text)).toBe(true)
  }
  for (const text of ['', '20261205000000420042', '440524188001010013']) {
    expect(holdsIdentityNumber(text)).toBe(false)
  }
})
