import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultDelays } from '../../shared/config.ts'
import type { HelpPlace } from '../../shared/journey-view.ts'
import { playJourney } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const settle = () => pass(0)
const { hint, idle, notPassed, present, reading, verdict, warning } = defaultDelays
const asked = { seconds: 20, canStay: true }

async function playTo(place: HelpPlace) {
  const play = playJourney()
  await play.goTo(place, settle)
  expect(play.screen().name).toBe(place)
  return {
    ...play,
    name: () => play.screen().name,
    warned: () => play.journey.view().warning,
    act: play.journey.act,
  }
}

/** The screens that ask something, and how long they wait. */
const asking = [
  ['service', idle],
  ['notice', idle],
  ['subject', idle],
  ['guardian-consent', idle],
  ['method', idle],
  ['document-notice', idle],
  ['fail', notPassed],
  ['unavailable', notPassed],
] as const

describe.each(asking)('%s, which nobody touches', (place, limit) => {
  it('asks first whether somebody is there, and goes back to the start after that', async () => {
    const { name, warned, views, journey } = await playTo(place)
    await pass(limit - 1)
    expect(warned()).toBeNull()
    await pass(1)
    expect(warned()).toEqual(asked)
    expect(name()).toBe(place)
    await pass(warning - 1)
    expect(name()).toBe(place)
    await pass(1)
    expect(name()).toBe('attract')
    expect(warned()).toBeNull()
    expect(journey.view()).toEqual(views.at(-1))
  })

  it.each(['stay', 'activity'] as const)('stays as it was when %s is the answer', async (type) => {
    const { name, warned, act } = await playTo(place)
    for (let time = 0; time < 12; time++) {
      await pass(limit + warning - 1)
      act({ type })
      expect(warned()).toBeNull()
    }
    await pass(limit - 1)
    expect(warned()).toBeNull()
    expect(name()).toBe(place)
  })

  it('is not asked at all while it is touched', async () => {
    const { warned, act, name } = await playTo(place)
    for (let touch = 0; touch < 5; touch++) {
      await pass(limit - 1)
      act({ type: 'activity' })
      expect(warned()).toBeNull()
    }
    expect(name()).toBe(place)
  })

  it('is left by the other answer', async () => {
    const { name, act, recorded } = await playTo(place)
    await pass(limit)
    act({ type: 'cancel' })
    expect(name()).toBe('attract')
    expect(recorded.at(-1)).toMatchObject({ id: 'journey.end' })
  })
})

describe('the present screen', () => {
  const isOver = async (play: Awaited<ReturnType<typeof playTo>>) => {
    await pass(present + warning)
    return play.name() === 'attract'
  }

  it('asks whether somebody is there, and disarms when nobody is', async () => {
    const play = await playTo('present')
    await pass(present - 1)
    expect(play.warned()).toBeNull()
    await pass(1)
    expect(play.warned()).toEqual(asked)
    expect(play.disarmed()).toBe(0)
    await pass(warning)
    expect(play.name()).toBe('attract')
    expect(play.disarmed()).toBe(1)
  })

  it('goes on for the same check when somebody says so', async () => {
    const play = await playTo('present')
    await pass(present)
    play.act({ type: 'stay' })
    expect(play.warned()).toBeNull()
    expect(play.armed).toHaveLength(1)
    await pass(present - 1)
    expect(play.warned()).toBeNull()
  })

  it('is kept by no mere touch, before the question or after', async () => {
    const play = await playTo('present')
    await pass(present - 1)
    play.act({ type: 'activity' })
    await pass(1)
    expect(play.warned()).toEqual(asked)
    play.act({ type: 'activity' })
    expect(play.warned()).toEqual(asked)
    await pass(warning)
    expect(play.name()).toBe('attract')
  })

  it('takes no answer to a question that it has not asked', async () => {
    const play = await playTo('present')
    await pass(present - 1)
    play.act({ type: 'stay' })
    await pass(1)
    expect(play.warned()).toEqual(asked)
  })

  it('is extended ten times and not an eleventh time, which it says', async () => {
    const play = await playTo('present')
    for (let time = 0; time < 10; time++) {
      await pass(present)
      expect(play.warned()).toEqual(asked)
      play.act({ type: 'stay' })
      expect(play.warned()).toBeNull()
    }
    await pass(present)
    expect(play.warned()).toEqual({ seconds: 20, canStay: false })
    play.act({ type: 'stay' })
    expect(play.warned()).not.toBeNull()
    await pass(warning)
    expect(play.name()).toBe('attract')
    expect(play.disarmed()).toBe(1)
  })

  it('has all its extensions again for another check, and for the next person', async () => {
    const play = await playTo('present')
    for (const next of [() => play.act({ type: 'back' }), () => play.act({ type: 'cancel' })]) {
      for (let time = 0; time < 10; time++) {
        await pass(present)
        play.act({ type: 'stay' })
      }
      next()
      if (play.name() === 'method') play.act({ type: 'choose-method', method: 'network-identity' })
      else play.toPresent()
      await pass(present)
      expect(play.warned()).toEqual(asked)
      play.act({ type: 'stay' })
    }
  })

  it('takes a presentation that begins for an answer', async () => {
    const play = await playTo('present')
    await pass(present)
    play.tell({ type: 'presentation.reading' })
    expect(play.warned()).toBeNull()
    play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    expect(await isOver(play)).toBe(true)
  })

  it('is not kept for ever by a reader that always begins', async () => {
    const play = await playTo('present')
    for (let time = 0; time < 10; time++) {
      await pass(present)
      play.tell({ type: 'presentation.reading' })
      expect(play.warned()).toBeNull()
      play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    }
    await pass(present)
    expect(play.warned()).toEqual({ seconds: 20, canStay: false })
    play.tell({ type: 'presentation.reading' })
    for (let time = 0; time < 3; time++) {
      play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
      play.tell({ type: 'presentation.reading' })
    }
    await pass(reading + hint)
    expect(play.name()).toBe('attract')
    expect(play.disarmed()).toBe(1)
  })

  it('does not ask beside the view for typing that opened meanwhile', async () => {
    const play = await playTo('present')
    await pass(present)
    play.act({ type: 'type-in' })
    expect(play.warned()).toBeNull()
    expect(play.isTyping()).toBe(true)
  })
})

describe('the view for typing, opened once the time was over', () => {
  it('extends the time like an answer, ten times, and opens no more after that', async () => {
    const play = await playTo('present')
    for (let time = 0; time < 10; time++) {
      await pass(present)
      play.act({ type: 'type-in' })
      expect(play.isTyping()).toBe(true)
      expect(play.warned()).toBeNull()
      play.act({ type: 'stop-typing' })
    }
    await pass(present)
    expect(play.warned()).toEqual({ seconds: 20, canStay: false })
    play.act({ type: 'type-in' })
    expect(play.isTyping()).toBe(false)
    await pass(warning)
    expect(play.name()).toBe('attract')
  })

  it('is not opened during a reading that is heard as the last', async () => {
    const play = await playTo('present')
    for (let time = 0; time < 10; time++) {
      await pass(present)
      play.act({ type: 'stay' })
    }
    await pass(present)
    play.tell({ type: 'presentation.reading' })
    play.act({ type: 'type-in' })
    expect(play.isTyping()).toBe(false)
    await pass(reading + hint)
    expect(play.name()).toBe('attract')
  })

  it('before that costs nothing, and what a phone does keeps the last time too', async () => {
    const play = await playTo('present')
    for (let time = 0; time < 10; time++) {
      play.act({ type: 'type-in' })
      play.act({ type: 'stop-typing' })
      await pass(present)
      play.act({ type: 'stay' })
    }
    play.act({ type: 'type-in' })
    expect(play.isTyping()).toBe(true)
    play.act({ type: 'stop-typing' })
    await pass(present)
    play.tellOfPhone({ type: 'approval.opened' })
    expect(play.warned()).toBeNull()
  })
})

describe('a reading that begins in the last moment', () => {
  const begin = async (left: number) => {
    const play = await playTo('present')
    await pass(present - left)
    play.tell({ type: 'presentation.reading' })
    await pass(left)
    return play
  }

  it('is heard to its end, with no question over it', async () => {
    const play = await begin(1)
    expect(play.warned()).toBeNull()
    await pass(reading - 2)
    expect(play.screen()).toMatchObject({ name: 'present', hint: 'reading' })
    play.present()
    expect(play.name()).toBe('verifying')
  })

  it('and fails, says so first and asks then', async () => {
    const play = await begin(1)
    play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    await pass(hint - 1)
    expect(play.screen()).toMatchObject({ hint: 'not-a-code' })
    expect(play.warned()).toBeNull()
    await pass(reading + 1)
    expect(play.warned()).toEqual(asked)
    await pass(warning)
    expect(play.name()).toBe('attract')
  })

  it('twice is heard twice', async () => {
    const play = await begin(1)
    play.tell({ type: 'presentation.rejected', reason: 'card-moved' })
    await pass(reading + hint - 1)
    play.tell({ type: 'presentation.reading' })
    await pass(1)
    expect(play.warned()).toBeNull()
    await pass(reading - 2)
    expect(play.screen()).toMatchObject({ hint: 'reading' })
    play.present()
    expect(play.name()).toBe('verifying')
  })

  it('of the question is heard to its end, with and without time that can be extended', async () => {
    for (const extended of [0, 10]) {
      const play = await playTo('present')
      for (let time = 0; time < extended; time++) {
        await pass(present)
        play.act({ type: 'stay' })
      }
      await pass(present + warning - 1)
      expect(play.warned()).toEqual({ seconds: 20, canStay: extended === 0 })
      play.tell({ type: 'presentation.reading' })
      expect(play.warned()).toBeNull()
      await pass(reading - 1)
      expect(play.screen()).toMatchObject({ name: 'present', hint: 'reading' })
      play.present()
      expect(play.name()).toBe('verifying')
    }
  })

  it('is too late once the time is over', async () => {
    const play = await playTo('present')
    await pass(present + warning)
    expect(play.name()).toBe('attract')
    expect(() => play.tell({ type: 'presentation.reading' })).toThrow('nothing is armed')
  })

  it('of a travel document has the time that its chip takes', async () => {
    const play = playJourney()
    play.toDocument()
    play.journey.act({ type: 'agree', to: 'document' })
    await pass(defaultDelays.presentDocument - 1)
    play.tell({ type: 'presentation.reading' })
    await pass(defaultDelays.readingDocument - 1)
    expect(play.screen()).toMatchObject({ hint: 'reading' })
    expect(play.journey.view().warning).toBeNull()
    play.present()
    expect(play.screen().name).toBe('verifying')
  })

  it('does not ask beside the view for typing that opened meanwhile', async () => {
    const play = await begin(1)
    play.act({ type: 'type-in' })
    await pass(reading + hint)
    expect(play.warned()).toBeNull()
    expect(play.isTyping()).toBe(true)
  })
})

describe('a device that says nothing but that it reads', () => {
  it('once, is given up after the longest time of a reading', async () => {
    const play = await playTo('present')
    play.tell({ type: 'presentation.reading' })
    for (let said = 0; said < reading; said += 100) {
      play.tell({ type: 'presentation.reading' })
      await pass(100)
    }
    expect(play.screen()).toMatchObject({ hint: 'read-again' })
  })

  it('for ever, does not keep the screen for ever', async () => {
    const play = await playTo('present')
    const longest = 11 * (present + reading + hint) + warning + reading + hint
    for (let waited = 0; play.name() === 'present' && waited <= longest; waited += 500) {
      play.tell({ type: 'presentation.reading' })
      await pass(500)
    }
    expect(play.name()).toBe('attract')
    expect(play.disarmed()).toBe(1)
  })
})

describe.each(['pass', 'window'] as const)('%s, which asks nothing', (place) => {
  it('clears itself without a question', async () => {
    const { name, warned } = await playTo(place)
    await pass(verdict - 1)
    expect(name()).toBe(place)
    expect(warned()).toBeNull()
    await pass(1)
    expect(name()).toBe('attract')
  })

  it('stands longer for somebody who touches it, four times and no more', async () => {
    const { name, act } = await playTo(place)
    for (let touch = 0; touch < 4; touch++) {
      await pass(verdict - 1)
      act({ type: 'activity' })
      expect(name()).toBe(place)
    }
    await pass(verdict - 1)
    act({ type: 'activity' })
    expect(name()).toBe(place)
    await pass(1)
    expect(name()).toBe('attract')
  })
})

it('an answer that nothing asked for does nothing anywhere', async () => {
  for (const [place] of [...asking, ['pass'], ['window'], ['attract']] as const) {
    const play = await playTo(place)
    const before = play.journey.view()
    play.act({ type: 'stay' })
    expect(play.journey.view()).toEqual(before)
  }
})

it('the question leaves no record of its own', async () => {
  const play = await playTo('notice')
  const before = play.recorded.length
  await pass(idle)
  play.act({ type: 'stay' })
  expect(play.recorded).toHaveLength(before)
})
