import { expect, test } from 'vitest'
import { createActor, sendTo, setup } from 'xstate'
import { plainAccess } from '../../shared/access.ts'
import { newBizSeq } from '../../shared/check.ts'
import type { JourneyEvent, TypingNotice } from '../journey/journey-machine.ts'
import type { SecureEntryListener } from '../shell/secure-entry-view.ts'
import { FakePort } from './entry-port.fake.ts'
import { typing } from './typing.ts'

/** Read by the type checker only. */
const journeyTypes: { events?: JourneyEvent | TypingNotice } = {}

const access = { ...plainAccess, largeText: true }

function play() {
  const bizSeq = newBizSeq()
  const told: string[] = []
  const taken: unknown[] = []
  const opened: { what: unknown; listener: SecureEntryListener }[] = []
  const warned: (number | null)[] = []
  let closed = 0
  const logic = typing({
    hosts: {
      takeEntry: (entry, port) => {
        taken.push([entry, port])
      },
    },
    openView: (what, listener) => {
      opened.push({ what, listener })
      return {
        warn: (seconds) => {
          warned.push(seconds)
        },
        close: () => {
          closed++
        },
      }
    },
  })
  const journey = setup({ types: journeyTypes, actors: { typing: logic } }).createMachine({
    invoke: { id: 'typing', src: 'typing', input: { bizSeq, form: 'dynamic-code', language: 'en', access } },
    on: {
      'typing.warned': { actions: sendTo('typing', ({ event }) => event) },
      'typing.calm': { actions: sendTo('typing', ({ event }) => event) },
      '*': { actions: ({ event }) => told.push(event.type) },
    },
  })
  const actor = createActor(journey)
  actor.start()
  const [view] = opened
  if (!view) throw new Error('no view was opened')
  return { bizSeq, told, taken, view, actor, warned, closed: () => closed, stop: () => actor.stop() }
}

test('the view is open as long as it runs', () => {
  const { view, closed, stop } = play()
  expect(view.what).toEqual({ language: 'en', access })
  expect(closed()).toBe(0)
  stop()
  expect(closed()).toBe(1)
})

test('its port goes to the host that is armed for this check, and is not touched on the way', () => {
  const { view, taken, bizSeq } = play()
  const port = new FakePort()
  view.listener.onPort(port)
  expect(taken).toEqual([[{ bizSeq, form: 'dynamic-code' }, port]])
  expect(port.closed).toBe(0)
})

test('leaving and touching are told, with nothing in them', () => {
  const { view, told } = play()
  view.listener.onActivity()
  view.listener.onLeft()
  expect(told).toEqual(['typing.activity', 'typing.left'])
})

test('the view asks whether somebody is there when the journey does, and leaves off with it', () => {
  const { actor, warned, told } = play()
  actor.send({ type: 'typing.warned', seconds: 20 })
  actor.send({ type: 'typing.calm' })
  expect(warned).toEqual([20, null])
  expect(told).toEqual([])
})
