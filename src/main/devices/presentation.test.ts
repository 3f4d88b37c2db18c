import { expect, it } from 'vitest'
import { createActor, sendTo, setup } from 'xstate'
import { type Check, newBizSeq, terminalNumberSchema } from '../../shared/check.ts'
import type { ReaderState } from '../../shared/journey-view.ts'
import type { JourneyEvent } from '../journey/journey-machine.ts'
import type { Arming, ArmedListener } from './device-hosts.ts'
import { type Enrolled, presentation } from './presentation.ts'

const known: Enrolled = {
  terminal: terminalNumberSchema.parse('12345678'),
  platformChain: [new Uint8Array([1])],
}

/** Read by the type checker only. */
const journeyTypes: { events?: JourneyEvent } = {}

/** A presentation over hosts and readers that the test plays. */
function play(enrolled: Enrolled | null = known) {
  const told: JourneyEvent[] = []
  let armed: { arming: Arming; listener: ArmedListener } | null = null
  let disarmed = 0
  let setReaders: (state: ReaderState) => void = () => undefined
  const logic = presentation({
    hosts: {
      arm: (arming, listener) => {
        armed = { arming, listener }
      },
      disarm: () => {
        disarmed++
      },
    },
    enrolled: () => enrolled,
    watchReaders: (_kind, callback) => {
      setReaders = callback
      callback('ready')
      return () => undefined
    },
  })
  const check: Check = {
    bizSeq: newBizSeq(),
    policy: 'hall-d01',
    authMode: 'D01',
    subject: 'self',
    accepts: ['resident-card'],
  }
  const childs: Check = { ...check, subject: 'child', accepts: ['travel-document'] }
  const journey = setup({
    types: journeyTypes,
    actors: { presentation: logic },
  }).createMachine({
    invoke: { id: 'presentation', src: 'presentation', input: { check } },
    on: {
      cancel: { actions: sendTo('presentation', { type: 'presentation.next', check: childs }) },
      '*': { actions: ({ event }) => told.push(event) },
    },
  })
  const actor = createActor(journey)
  actor.start()
  const listener = () => {
    if (!armed) throw new Error('nothing was armed')
    return armed.listener
  }
  const readers = () => told.flatMap((event) => (event.type === 'presentation.reader' ? [event.state] : []))
  return {
    actor,
    told,
    readers,
    listener,
    arming: () => armed?.arming,
    disarmed: () => disarmed,
    setReaders: (state: ReaderState) => setReaders(state),
  }
}

it('a reader is ready for a citizen only once a host waits for them', () => {
  const { readers, listener } = play()
  expect(readers()).toEqual(['starting'])
  listener().onArmed()
  expect(readers()).toEqual(['starting', 'ready'])
})

it('and not while another host takes over', () => {
  const { readers, listener } = play()
  listener().onArmed()
  listener().onInterrupted()
  listener().onArmed()
  expect(readers()).toEqual(['starting', 'ready', 'starting', 'ready'])
})

it('a reader that is away is said to be, armed or not', () => {
  const { readers, setReaders } = play()
  setReaders('absent')
  expect(readers()).toEqual(['starting', 'absent'])
})

it('arms for what the check wants, and disarms at its end', () => {
  const { actor, arming, disarmed } = play()
  expect(arming()).toMatchObject({ accepts: ['resident-card'], terminal: '12345678' })
  actor.stop()
  expect(disarmed()).toBe(1)
})

it('tells the hosts no more of the terminal than they need', () => {
  const identity = { ...known, keyPair: 'of the terminal' }
  const { arming } = play(identity)
  expect(Object.keys(arming() ?? {}).toSorted()).toEqual(['accepts', 'bizSeq', 'platformChain', 'terminal'])
})

it('arms once more for the same check, for the second of two people, and disarms once', () => {
  const { actor, arming, listener, readers, disarmed } = play()
  listener().onArmed()
  const first = arming()
  actor.send({ type: 'cancel' })
  expect(readers().at(-1)).toBe('starting')
  expect(arming()).toEqual({ ...first, accepts: ['travel-document'] })
  listener().onArmed()
  expect(readers().at(-1)).toBe('ready')
  actor.stop()
  expect(disarmed()).toBe(1)
})

it('cannot be had before the terminal is enrolled', () => {
  const { told, arming } = play(null)
  expect(told).toEqual([{ type: 'presentation.impossible', reason: 'not-enrolled' }])
  expect(arming()).toBeUndefined()
})
