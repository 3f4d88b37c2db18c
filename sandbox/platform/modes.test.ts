import { expect, test } from 'vitest'
import { authModes } from '../../src/shared/check.ts'
import { evidenceFor, modeCovers } from './modes.ts'

test('a stronger mode covers a weaker one, never the other way', () => {
  expect(modeCovers('R04', 'R01')).toBe(true)
  expect(modeCovers('R02', 'R02')).toBe(true)
  expect(modeCovers('R01', 'R02')).toBe(false)
  expect(modeCovers('R02', 'R03')).toBe(false)
  expect(modeCovers('R03', 'R02')).toBe(false)
})

test('documents and the 网证 do not stand in for one another', () => {
  expect(modeCovers('D01', 'R01')).toBe(false)
  expect(modeCovers('R04', 'D01')).toBe(false)
  expect(modeCovers('D01', 'D02')).toBe(false)
  for (const mode of ['R01', 'R02', 'R03', 'R04'] as const) {
    expect(evidenceFor[mode]).not.toContain('resident-card')
    expect(evidenceFor[mode]).not.toContain('travel-document')
  }
  expect(evidenceFor.D01).toEqual(['resident-card'])
  expect(evidenceFor.D02).toEqual(['travel-document'])
})

test('eight digits are taken for the 网证 and the 口令, never where a face is asked for', () => {
  const modes = authModes.filter((mode) => evidenceFor[mode].includes('dynamic-code'))
  expect(modes).toEqual(['R01', 'R02'])
})
