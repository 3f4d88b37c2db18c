import { describe, expect, it } from 'vitest'
import { openingHoursSchema } from '../../shared/opening-hours.ts'
import { openAt } from './open-at.ts'

const day = ['09:00-12:00', '13:30-17:00']
const hours = openingHoursSchema.parse({
  weekly: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: ['09:00-12:00', '20:00-24:00'],
  },
  closed: ['2026-10-01', '2026-10-02', '2026-10-05'],
  special: [{ date: '2026-10-10', open: ['10:00-15:00'] }],
})
/** An instant by China's clock. */
const at = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`)
const asked = (date: string, time: string) => openAt(hours, at(date, time))

describe('a hall with opening hours', () => {
  it('is open from the first minute of its hours to the last', () => {
    for (const time of ['09:00', '11:59', '13:30', '16:59']) {
      expect(asked('2026-11-30', time)).toEqual({ isOpen: true })
    }
    for (const time of ['23:59', '20:00']) expect(asked('2026-11-27', time)).toEqual({ isOpen: true })
  })

  it.each([
    ['before it opens', '2026-11-30', '08:59', '2026-11-30', '09:00'],
    ['over lunch', '2026-11-30', '12:00', '2026-11-30', '13:30'],
    ['in the evening', '2026-11-30', '17:00', '2026-12-01', '09:00'],
    ['at midnight', '2026-12-01', '00:00', '2026-12-01', '09:00'],
    ['when Friday is over', '2026-11-28', '00:00', '2026-11-30', '09:00'],
    ['over a holiday', '2026-09-30', '18:00', '2026-10-06', '09:00'],
    ['on a day of the week that is a holiday', '2026-10-05', '10:00', '2026-10-06', '09:00'],
    ['before a Saturday that is worked', '2026-10-10', '09:30', '2026-10-10', '10:00'],
    ['over the turn of a year', '2026-12-31', '17:00', '2027-01-01', '09:00'],
  ])('is closed %s, and says when it opens next', (_when, date, time, opensOn, opensAt) => {
    expect(asked(date, time)).toEqual({ isOpen: false, opens: { date: opensOn, time: opensAt } })
  })

  it('keeps the hours of a special day alone on that day', () => {
    expect(asked('2026-10-10', '14:59')).toEqual({ isOpen: true })
    expect(asked('2026-10-10', '15:00')).toMatchObject({ isOpen: false })
    expect(asked('2026-10-17', '11:00')).toMatchObject({ isOpen: false })
  })

  it('that opens on none of the days ahead does not say when', () => {
    const past = openingHoursSchema.parse({
      weekly: { monday: ['09:00-10:00'] },
      closed: Array.from({ length: 10 }, (_, index) =>
        new Date(Date.UTC(2026, 10, 30 + index * 7)).toISOString().slice(0, 10),
      ),
    })
    expect(openAt(past, at('2026-11-30', '09:30'))).toEqual({ isOpen: false, opens: null })
  })

  it('goes by China’s clock wherever the machine thinks it stands', () => {
    expect(openAt(hours, new Date('2026-11-30T01:00:00Z'))).toEqual({ isOpen: true })
    expect(openAt(hours, new Date('2026-11-30T00:59:59Z'))).toMatchObject({ isOpen: false })
  })
})
