import { expect, test } from 'vitest'
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
  expect(evidenceFor('R02')).toBe('wallet-code')
  expect(evidenceFor('D01')).toBe('resident-card')
  expect(evidenceFor('D02')).toBeNull()
})
