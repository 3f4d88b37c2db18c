import { expect, it } from 'vitest'
import { chinaDay, inChina, writeChinaTime } from './china-time.ts'

it('a day begins with midnight in China, wherever the machine thinks it stands', () => {
  expect(chinaDay(new Date('2026-11-30T15:59:59.999Z'))).toBe('2026-11-30')
  expect(chinaDay(new Date('2026-11-30T16:00:00Z'))).toBe('2026-12-01')
})

it('has the same time all the year', () => {
  for (const month of ['01', '07']) {
    expect(inChina(new Date(`2026-${month}-15T01:30:00Z`)).toISOString()).toBe(
      `2026-${month}-15T09:30:00.000Z`,
    )
  }
})

it('is written with its distance from UTC, and reads as it was', () => {
  const nine = new Date('2026-12-05T01:00:00Z')
  expect(writeChinaTime(nine)).toBe('2026-12-05T09:00:00+08:00')
  expect(new Date(writeChinaTime(nine))).toEqual(nine)
})
