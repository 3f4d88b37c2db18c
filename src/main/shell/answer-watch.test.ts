import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchAnswers } from './answer-watch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function watched() {
  let silences = 0
  const watch = watchAnswers(2_000, () => {
    silences++
  })
  return { watch, silences: () => silences }
}

it('whoever answers in time is left alone', async () => {
  const { watch, silences } = watched()
  for (let message = 0; message < 5; message++) {
    watch.sent()
    await vi.advanceTimersByTimeAsync(1_999)
    watch.answered()
  }
  await vi.advanceTimersByTimeAsync(60_000)
  expect(silences()).toBe(0)
})

it('silence is noticed once', async () => {
  const { watch, silences } = watched()
  watch.sent()
  watch.sent()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(silences()).toBe(1)
})

it('one answer of two is not enough', async () => {
  const { watch, silences } = watched()
  watch.sent()
  watch.sent()
  watch.answered()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(silences()).toBe(1)
})

it('an answer that nobody waits for counts for nothing', async () => {
  const { watch, silences } = watched()
  watch.answered()
  watch.sent()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(silences()).toBe(1)
})

it('nothing is expected of one that is gone', async () => {
  const { watch, silences } = watched()
  watch.sent()
  watch.reset()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(silences()).toBe(0)
})
