import { expect, test } from 'vitest'
import { fakeClock } from './clock.fake.ts'
import { pace } from './pace.ts'

function stand() {
  const clock = fakeClock()
  const told: number[] = []
  return { clock, told, paced: pace(clock, 100, (count) => told.push(count)) }
}

test('the first is told at once, what follows together at the end of each interval', () => {
  const { clock, told, paced } = stand()
  paced.add()
  expect(told).toEqual([1])
  paced.add()
  paced.add(3)
  clock.pass(99)
  expect(told).toEqual([1])
  clock.pass(1)
  expect(told).toEqual([1, 4])
  paced.add()
  clock.pass(100)
  expect(told).toEqual([1, 4, 1])
})

test('after a quiet interval the next is told at once, and no timer runs', () => {
  const { clock, told, paced } = stand()
  paced.add()
  clock.pass(100)
  expect(clock.pending).toBe(0)
  paced.add()
  expect(told).toEqual([1, 1])
})

test('nothing is lost when it is asked for early, and nothing told twice', () => {
  const { clock, told, paced } = stand()
  paced.flush()
  paced.add()
  paced.add(2)
  paced.flush()
  clock.pass(1_000)
  expect(told).toEqual([1, 2])
})
