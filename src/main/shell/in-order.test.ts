import { expect, test } from 'vitest'
import { inOrder } from './in-order.ts'

test('what is sent while something is being sent arrives after it', () => {
  const posted: string[] = []
  const show = inOrder((view: string) => {
    // As Electron does: others go on before the message is posted.
    if (view === 'first') show('second')
    posted.push(view)
  })
  show('first')
  show('third')
  expect(posted).toEqual(['first', 'second', 'third'])
})

test('a message that cannot be sent does not stop the next one', () => {
  const posted: string[] = []
  const show = inOrder((view: string) => {
    if (view === 'broken') throw new Error('not to be cloned')
    posted.push(view)
  })
  expect(() => {
    show('broken')
  }).toThrow('not to be cloned')
  show('next')
  expect(posted).toEqual(['next'])
})
