import { expect, test } from 'vitest'
import { whatPagesLeft } from './what-pages-left.ts'

function awaited() {
  let resolve = () => {}
  let reject = (_error: Error) => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve: () => resolve(), reject: (error: Error) => reject(error) }
}

/** A page that ends, and whose traces go, when the test says so. */
function leaving() {
  const ended = awaited()
  const gone = awaited()
  let begun = false
  return {
    end: () => ended.resolve(),
    clear: () => gone.resolve(),
    fail: () => gone.reject(new Error('the disk is full')),
    isClearing: () => begun,
    ended: ended.promise,
    remove: () => {
      begun = true
      return gone.promise
    },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Whether a page that is opened now would be loaded. */
function opening(left: ReturnType<typeof whatPagesLeft>) {
  const state = { is: 'waiting' }
  left.removed().then(
    () => (state.is = 'open'),
    () => (state.is = 'refused'),
  )
  return state
}

test('the first page opens at once', async () => {
  const first = opening(whatPagesLeft())
  await settle()
  expect(first.is).toBe('open')
})

test('a page opens when the one before has ended and what it left is gone', async () => {
  const left = whatPagesLeft()
  const before = leaving()
  left.removeAfter(before.ended, before.remove)
  const next = opening(left)
  await settle()
  expect(before.isClearing()).toBe(false)
  before.end()
  await settle()
  expect(before.isClearing()).toBe(true)
  expect(next.is).toBe('waiting')
  before.clear()
  await settle()
  expect(next.is).toBe('open')
})

test('a page that was closed before it opened does not let the next one open before the first is gone', async () => {
  const left = whatPagesLeft()
  const [first, second] = [leaving(), leaving()]
  left.removeAfter(first.ended, first.remove)
  left.removeAfter(second.ended, second.remove)
  const third = opening(left)
  second.end()
  second.clear()
  await settle()
  expect(third.is).toBe('waiting')
  first.end()
  await settle()
  expect(third.is).toBe('waiting')
  first.clear()
  await settle()
  expect(third.is).toBe('open')
})

test('what could not be removed keeps the next page closed, and is tried again after that one', async () => {
  const left = whatPagesLeft()
  const [first, second] = [leaving(), leaving()]
  left.removeAfter(first.ended, first.remove)
  const next = opening(left)
  first.end()
  first.fail()
  await settle()
  expect(next.is).toBe('refused')
  left.removeAfter(second.ended, second.remove)
  const later = opening(left)
  second.end()
  second.clear()
  await settle()
  expect(later.is).toBe('open')
})
