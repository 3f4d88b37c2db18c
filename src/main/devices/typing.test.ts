import { expect, test } from 'vitest'
import { createActor, setup } from 'xstate'
import { newBizSeq } from '../../shared/check.ts'
import type { JourneyEvent } from '../journey/journey-machine.ts'
import type { SecureEntryListener } from '../shell/secure-entry-view.ts'
import { FakePort } from './entry-port.fake.ts'
import { typing } from './typing.ts'

/** Read by the type checker only. */
const journeyTypes: { events?: JourneyEvent } = {}

function play() {
  const bizSeq = newBizSeq()
  const told: string[] = []
  const taken: unknown[] = []
  const opened: { what: unknown; listener: SecureEntryListener }[] = []
  let closed = 0
  const logic = typing({
    hosts: {
      takeEntry: (entry, port) => {
        taken.push([entry, port])
      },
    },
    openView: (what, listener) => {
      opened.push({ what, listener })
      return () => {
        closed++
      }
    },
  })
  const journey = setup({ types: journeyTypes, actors: { typing: logic } }).createMachine({
    invoke: { src: 'typing', input: { bizSeq, form: 'dynamic-code', language: 'en' } },
    on: { '*': { actions: ({ event }) => told.push(event.type) } },
  })
  const actor = createActor(journey)
  actor.start()
  const [view] = opened
  if (!view) throw new Error('no view was opened')
  return { bizSeq, told, taken, view, closed: () => closed, stop: () => actor.stop() }
}

test('the view is open as long as it runs', () => {
  const { view, closed, stop } = play()
  expect(view.what).toEqual({ language: 'en' })
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
