import { expect, test } from 'vitest'
import { type Figure, isMet } from './figures.ts'

const figure = (ratio: number, bar: string): Figure => ({ what: '', ours: '', floor: '', ratio, bar })

test.each([
  [1.3, '≤ 1.3', true],
  [1.31, '≤ 1.3', false],
  [1, '< 1', false],
  [0.98, '≥ 0.99', false],
  [0.99, '≥ 0.99', true],
  [1, '1', true],
  [1.1, '1', false],
  [9, 'none', true],
])('a ratio of %d against %s: %s', (ratio, bar, met) => {
  expect(isMet(figure(ratio, bar))).toBe(met)
})

test('a bar in words is a mistake', () => {
  expect(() => isMet(figure(1, 'about two'))).toThrow('no bar')
})
