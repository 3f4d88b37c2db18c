import { describe, expect, test } from 'vitest'
import { seededFractions } from './chips/random.fake.ts'
import { inputReports } from './hid-reports.ts'
import { noScannerFaults, withStrays } from './scanner-faults.ts'

const reports = inputReports('A', Buffer.from('A'.repeat(100)))

describe('stray reports', () => {
  test('come where there is noise, around and among the good ones, whose order stays', () => {
    expect(withStrays(reports, noScannerFaults, () => 0)).toEqual(reports)
    const disturbed = withStrays(reports, { ...noScannerFaults, noise: 1 }, seededFractions(1))
    expect(disturbed).toHaveLength(2 * reports.length + 1)
    expect(disturbed.filter((report) => reports.includes(report))).toEqual(reports)
  })

  test('are of another kind, broken off, or filled with anything: never more than a report holds', () => {
    const random = seededFractions(1)
    const strays = Array.from({ length: 300 }, () =>
      withStrays([], { ...noScannerFaults, noise: 1 }, random),
    ).flat()
    expect(strays.every(({ length }) => length >= 1 && length <= 64)).toBe(true)
    const kinds = strays.map(({ length, 0: id }) => (id !== 2 ? 'other' : length < 64 ? 'short' : 'filled'))
    expect(new Set(kinds)).toEqual(new Set(['other', 'short', 'filled']))
    expect(strays.every(({ 0: id = 0 }) => id >= 2)).toBe(true)
  })
})
