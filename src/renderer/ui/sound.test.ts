import { expect, it } from 'vitest'
import { lengthOf, tonesOf } from './sound.ts'

const pitches = (sound: keyof typeof tonesOf) => tonesOf[sound].map(({ pitch }) => pitch)

it('pass rises, fail falls, attention taps twice on one pitch', () => {
  expect(pitches('pass')).toEqual(pitches('pass').toSorted((a, b) => a - b))
  expect(new Set(pitches('pass')).size).toBeGreaterThan(1)
  expect(pitches('fail')).toEqual(pitches('fail').toSorted((a, b) => b - a))
  expect(new Set(pitches('fail')).size).toBeGreaterThan(1)
  expect(pitches('attention')).toHaveLength(2)
  expect(new Set(pitches('attention')).size).toBe(1)
})

it('every sound is shorter than a second', () => {
  for (const tones of Object.values(tonesOf)) {
    for (const { at, length } of tones) expect(at + length).toBeLessThan(1)
  }
})

it('a sound is as long as until its last tone ends', () => {
  expect(lengthOf('attention')).toBeCloseTo(0.33)
  for (const sound of ['pass', 'fail', 'attention'] as const) {
    for (const { at, length } of tonesOf[sound]) expect(lengthOf(sound)).toBeGreaterThanOrEqual(at + length)
  }
})
