import { describe, expect, test } from 'vitest'
import { judged, single, summary } from './outcome.mjs'

const passing = { passed: 3, failed: [], skipped: [] }

describe('a stage', () => {
  test('passes when its program does and some test ran', () => {
    expect(judged('unit', 0, passing)).toEqual(passing)
  })

  test('fails when its program ended without results, even with code 0', () => {
    expect(judged('unit', 0, undefined).failed).toEqual(['unit ended with code 0 and without results'])
  })

  test('fails when its program failed after all its tests had passed', () => {
    expect(judged('unit', 1, passing)).toEqual({ ...passing, failed: ['unit ended with code 1'] })
  })

  test('keeps the names of failed tests and adds none', () => {
    const outcome = { passed: 1, failed: ['a'], skipped: [] }
    expect(judged('unit', 1, outcome)).toEqual(outcome)
  })

  test('fails when no test ran', () => {
    expect(judged('unit', 0, { passed: 0, failed: [], skipped: [] }).failed).toEqual([
      'unit ran no test at all',
    ])
  })
})

describe('the summary', () => {
  const results = [
    { name: 'types', seconds: 0.84, budget: 10, outcome: single('types', true) },
    {
      name: 'unit',
      seconds: 130.06,
      budget: 120,
      outcome: { passed: 40, failed: ['a.test.ts > b'], skipped: [{ name: 'c', reason: 'no reader here' }] },
    },
  ]

  test('ends with the sums and nothing after them', () => {
    expect(summary(results).at(-1)).toBe('41 passed, 1 failed, 1 skipped')
  })

  test('names every failure, and every skip with its reason', () => {
    expect(summary(results)).toEqual(
      expect.arrayContaining(['  unit: a.test.ts > b', '  unit: c (no reader here)']),
    )
  })

  test('sets the seconds of each stage against its budget and flags what is over it', () => {
    const lines = summary(results)
    expect(lines.find((line) => line.startsWith('types'))).toMatch(/0\.8 +10$/)
    expect(lines.find((line) => line.startsWith('unit'))).toMatch(/130\.1 +120 {2}over budget$/)
  })
})
