import { expect, it } from 'vitest'
import type { JourneyAction } from '../../shared/ipc.ts'
import { doubleTapMs, oneActionPerTouch, quietActivity } from './touch-gate.ts'

function gate() {
  const sent: JourneyAction[] = []
  const clock = { now: 10_000 }
  return {
    sent,
    clock,
    act: oneActionPerTouch(
      (action) => sent.push(action),
      () => clock.now,
    ),
  }
}

it('lets the first touch through and drops the second tap of an unsteady hand', () => {
  const { sent, clock, act } = gate()
  act('notice', { type: 'agree', to: 'notice' })
  clock.now += doubleTapMs - 1
  act('notice', { type: 'agree', to: 'notice' })
  act('notice', { type: 'back' })
  expect(sent).toEqual([{ type: 'agree', to: 'notice' }])
})

it('takes a later touch on the same screen, so that no screen is ever dead', () => {
  const { sent, clock, act } = gate()
  act('service', { type: 'set-language', language: 'en' })
  clock.now += doubleTapMs
  act('service', { type: 'back' })
  expect(sent).toEqual([{ type: 'set-language', language: 'en' }, { type: 'back' }])
})

it('takes the first touch on a new screen, however soon', () => {
  const { sent, act } = gate()
  act('attract', { type: 'start' })
  act('service', { type: 'back' })
  expect(sent).toEqual([{ type: 'start' }, { type: 'back' }])
})

it('tells of activity at once and then at most once in a second', () => {
  const clock = { now: 0 }
  let told = 0
  const report = quietActivity(
    () => {
      told += 1
    },
    () => clock.now,
  )
  report()
  clock.now = 999
  report()
  expect(told).toBe(1)
  clock.now = 1_000
  report()
  expect(told).toBe(2)
})
