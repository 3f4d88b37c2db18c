import { expect, test } from 'vitest'
import { readTypedNumber } from './typed-number.ts'

/** Invented: the place does not exist. */
const identity = '99010119900307001'
const check = '10X98765432'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const remainder = weights.reduce((sum, weight, index) => sum + weight * Number(identity[index]), 0) % 11
const whole = `${identity}${check[remainder] ?? ''}`

test('a ticket number is read as it was typed, full width and small letters too', () => {
  expect(readTypedNumber(' a-0042 ')).toEqual({ is: 'ticket', ticket: 'A-0042' })
  expect(readTypedNumber('００４２')).toEqual({ is: 'ticket', ticket: '0042' })
})

test.each([
  whole,
  whole.toLowerCase(),
  `${whole.slice(0, 6)}-${whole.slice(6, 14)}-${whole.slice(14)}`,
  `${whole.slice(0, 6)} ${whole.slice(6)}`,
  `A${whole}`,
  Array.from(whole, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join(''),
])('an identity number is known as one however it is typed', (text) => {
  expect(readTypedNumber(text)).toEqual({ is: 'identity-number' })
})

test('a number of the same length with another check character is a ticket', () => {
  const other = `${identity}${check[(remainder + 1) % 11] ?? ''}`
  expect(readTypedNumber(other)).toEqual({ is: 'ticket', ticket: other })
})

test.each(['', '   ', '　'])('%j is nothing', (text) => {
  expect(readTypedNumber(text)).toEqual({ is: 'nothing' })
})

test.each(['00 42', '=1+1', '王', 'A'.repeat(33)])('%j is no ticket number', (text) => {
  expect(readTypedNumber(text)).toEqual({ is: 'other' })
})
