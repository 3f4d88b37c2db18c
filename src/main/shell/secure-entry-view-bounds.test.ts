import { expect, it } from 'vitest'
import { secureEntryBounds } from './secure-entry-view-bounds.ts'

it('covers the lower part of a 1080 × 1920 screen', () => {
  expect(secureEntryBounds({ width: 1080, height: 1920 })).toEqual({
    x: 0,
    y: 610,
    width: 1080,
    height: 1310,
  })
})

it('scales with the screen', () => {
  expect(secureEntryBounds({ width: 540, height: 960 })).toEqual({ x: 0, y: 305, width: 540, height: 655 })
  expect(secureEntryBounds({ width: 2160, height: 3840 })).toEqual({
    x: 0,
    y: 1220,
    width: 2160,
    height: 2620,
  })
})

it('stands in the middle of a screen that is wider, as the citizen’s frame does', () => {
  expect(secureEntryBounds({ width: 1920, height: 1920 })).toEqual({
    x: 420,
    y: 610,
    width: 1080,
    height: 1310,
  })
})

it('takes the same share of a screen that is taller', () => {
  expect(secureEntryBounds({ width: 1080, height: 2400 })).toEqual({
    x: 0,
    y: 763,
    width: 1080,
    height: 1637,
  })
})

it('is empty in a window without content', () => {
  expect(secureEntryBounds({ width: 0, height: 0 })).toEqual({ x: 0, y: 0, width: 0, height: 0 })
})
