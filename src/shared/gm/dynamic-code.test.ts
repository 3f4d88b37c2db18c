import { describe, expect, test } from 'vitest'
import { fromHex } from './bytes.ts'
import { drawDynamicCode, dynamicCode, dynamicStep, hasDigitRun } from './dynamic-code.ts'

const key = fromHex('1234567890abcdef1234567890abcdef')

describe('dynamicCode', () => {
  test.each([
    ['1234567890abcdef1234567890abcdef', 1_313_998_979, 1234, '5678', '814095'],
    ['1234567890abcdefabcdef1234567890', 1_313_998_995, 5621, '3698', '959691'],
  ])('gives the standard’s example with key %s', (hex, step, counter, challenge, code) => {
    expect(dynamicCode({ key: fromHex(hex), step, counter, challenge }, 6)).toBe(code)
  })

  test('changes with every factor: key, step, counter and challenge', () => {
    const input = { key, step: 59_600_000, counter: 0, challenge: '20261122' }
    const other = fromHex('1234567890abcdef1234567890abcdee')
    const codes = [
      input,
      { ...input, key: other },
      { ...input, step: input.step + 1 },
      { ...input, counter: 1 },
      { ...input, challenge: '20261123' },
    ].map((one) => dynamicCode(one, 8))
    expect(new Set(codes).size).toBe(5)
    for (const code of codes) expect(code).toMatch(/^[0-9]{8}$/)
  })

  test('keeps zeros in front', () => {
    const codes = Array.from({ length: 200 }, (_, counter) =>
      dynamicCode({ key, step: 1, counter, challenge: '' }, 8),
    )
    expect(codes.some((code) => code.startsWith('0'))).toBe(true)
    expect(codes.every((code) => code.length === 8)).toBe(true)
  })

  test.each([
    ['a short key', { key: key.subarray(1) }],
    ['a step before 1970', { step: -1 }],
    ['a counter of more than 32 bits', { counter: 2 ** 32 }],
    ['a challenge that is not ASCII', { challenge: '号' }],
  ])('refuses %s', (_what, change) => {
    const input = { key, step: 1, counter: 0, challenge: '' }
    expect(() => dynamicCode({ ...input, ...change }, 8)).toThrow(TypeError)
  })
})

test('a step is as long as its period', () => {
  expect([0, 29_999, 30_000, 59_999].map((time) => dynamicStep(time, 30_000))).toEqual([0, 0, 1, 1])
})

describe('hasDigitRun', () => {
  test.each(['12380000', '00000987', '40404567', '32100000'])('finds the run in %s', (code) => {
    expect(hasDigitRun(code)).toBe(true)
  })

  test.each(['12120000', '11223344', '90190190', '13579135', '00000000'])('finds none in %s', (code) => {
    expect(hasDigitRun(code)).toBe(false)
  })

  test('every twelfth code or so has one', () => {
    const codes = Array.from({ length: 100_000 }, (_, index) =>
      String((index * 48_271 * 997) % 100_000_000).padStart(8, '0'),
    )
    expect(codes.filter(hasDigitRun).length / codes.length).toBeCloseTo(0.087, 2)
  })
})

describe('drawDynamicCode', () => {
  test('counts up until there is no run', () => {
    let drawn = 0
    for (let step = 0; step < 300; step++) {
      const input = { key, step, counter: 7, challenge: '20261122' }
      const { code, counter } = drawDynamicCode(input, 8)
      expect(hasDigitRun(code)).toBe(false)
      expect(code).toBe(dynamicCode({ ...input, counter }, 8))
      for (let passed = 7; passed < counter; passed++) {
        expect(hasDigitRun(dynamicCode({ ...input, counter: passed }, 8))).toBe(true)
      }
      if (counter > 7) drawn += 1
    }
    expect(drawn).toBeGreaterThan(10)
  })

  test('does not give a code that is taken', () => {
    const input = { key, step: 1, counter: 0, challenge: '' }
    const first = drawDynamicCode(input, 8)
    expect(drawDynamicCode(input, 8, (code) => code === first.code).counter).toBeGreaterThan(first.counter)
  })
})
