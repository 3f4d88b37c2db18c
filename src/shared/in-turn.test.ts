import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('the next work begins when the one before is done, and not earlier', async () => {
  const turn = inTurn()
  const events: string[] = []
  let end = () => {}
  const first = new Promise<void>((resolve) => (end = resolve))
  const work = [
    turn(async () => {
      events.push('first begins')
      await first
      events.push('first ends')
    }),
    turn(() => Promise.resolve(events.push('second'))),
  ]
  await Promise.resolve()
  expect(events).toEqual(['first begins'])
  end()
  await Promise.all(work)
  expect(events).toEqual(['first begins', 'first ends', 'second'])
})

test('what fails fails for who asked for it alone', async () => {
  const turn = inTurn()
  const failing = turn(() => Promise.reject(new Error('of the first')))
  const next = turn(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('of the first')
  expect(await next).toBe('done')
})
