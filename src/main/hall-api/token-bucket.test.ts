import { expect, it } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

it('gives so many at once, and then one in each interval', () => {
  const bucket = new TokenBucket({ burst: 2, interval: 1_000 }, 0)
  for (let taken = 0; taken < 2; taken++) {
    expect(bucket.wait(0)).toBe(0)
    bucket.take(0)
  }
  expect(bucket.wait(0)).toBe(1_000)
  expect(bucket.wait(400)).toBe(600)
  expect(bucket.wait(1_000)).toBe(0)
})

it('saves up no more than can be taken at once', () => {
  const bucket = new TokenBucket({ burst: 2, interval: 1_000 }, 0)
  bucket.take(1_000_000)
  bucket.take(1_000_000)
  expect(bucket.wait(1_000_000)).toBe(1_000)
})

it('owes nothing: what is taken beyond it is not paid back', () => {
  const bucket = new TokenBucket({ burst: 1, interval: 1_000 }, 0)
  for (let taken = 0; taken < 5; taken++) bucket.take(0)
  expect(bucket.wait(0)).toBe(1_000)
})
