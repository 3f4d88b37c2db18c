import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openingHoursSchema } from '../../shared/opening-hours.ts'
import { keepHours } from './keep-hours.ts'

const hours = openingHoursSchema.parse({ weekly: { monday: ['09:00-12:00'], tuesday: ['09:00-12:00'] } })
const monday = (time: string) => new Date(`2026-11-30T${time}+08:00`)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function keep(time: string, of: typeof hours | null = hours) {
  vi.setSystemTime(monday(time))
  const said: boolean[] = []
  const visit = { isOn: false }
  const keeper = keepHours({
    hours: of ?? undefined,
    now: () => new Date(),
    isVisited: () => visit.isOn,
    onChange: (isClosed) => said.push(isClosed),
  })
  keeper.look()
  expect(said, 'nothing before the start').toEqual([])
  keeper.start()
  return { keeper, said, visit }
}

it('the terminal closes when the hour strikes, and opens by itself', () => {
  const { keeper, said } = keep('11:59:00')
  vi.advanceTimersByTime(59_000)
  expect(said).toEqual([])
  vi.advanceTimersByTime(6_000)
  expect(said).toEqual([true])
  expect(keeper.opens()).toEqual({ date: '2026-12-01', time: '09:00' })
  vi.advanceTimersByTime(21 * 3_600_000)
  expect(said).toEqual([true, false])
  keeper.stop()
})

it('a terminal that starts in the night is closed from the first moment', () => {
  expect(keep('03:00:00').said).toEqual([true])
})

it('nobody is sent away in the middle of a visit: it closes once that is over', () => {
  const { keeper, said, visit } = keep('11:59:50')
  visit.isOn = true
  vi.advanceTimersByTime(120_000)
  expect(said).toEqual([])
  visit.isOn = false
  keeper.look()
  expect(said).toEqual([true])
})

it('a hall without hours never closes', () => {
  const { keeper, said } = keep('03:00:00', null)
  vi.advanceTimersByTime(86_400_000)
  keeper.look()
  expect(said).toEqual([])
})
