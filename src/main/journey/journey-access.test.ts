import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessModes, plainAccess } from '../../shared/access.ts'
import { defaultDelays } from '../../shared/config.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const allOn = { largeText: true, highContrast: true, lowReach: true, voice: true }

function playWithAllOn() {
  const play = playJourney()
  for (const mode of accessModes) play.journey.act({ type: 'set-access', mode, on: true })
  return play
}

describe('what a citizen switches on', () => {
  it.each(accessModes)('%s alone changes, and can be switched off again', (mode) => {
    const { journey } = playJourney()
    expect(journey.view().access).toEqual(plainAccess)
    journey.act({ type: 'set-access', mode, on: true })
    expect(journey.view().access).toEqual({ ...plainAccess, [mode]: true })
    journey.act({ type: 'set-access', mode, on: false })
    expect(journey.view().access).toEqual(plainAccess)
  })

  it('goes along through the visit, and leads nowhere', () => {
    const play = playWithAllOn()
    expect(play.screen().name).toBe('attract')
    play.toPresent()
    expect(play.screen().name).toBe('present')
    expect(play.journey.view().access).toEqual(allOn)
    play.journey.act({ type: 'set-access', mode: 'lowReach', on: false })
    expect(play.armed).toHaveLength(1)
    expect(play.disarmed()).toBe(0)
  })

  it('is told to the view for typing, which is closed when it changes, as with another language', () => {
    const play = playWithAllOn()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    expect(play.typed.at(-1)?.access).toEqual(allOn)
    play.journey.act({ type: 'set-access', mode: 'highContrast', on: false })
    expect(play.isTyping()).toBe(false)
    play.journey.act({ type: 'type-in' })
    expect(play.typed.at(-1)?.access).toEqual({ ...allOn, highContrast: false })
  })

  it('is no voice where there is nothing to speak', () => {
    const { journey } = playJourney(fixtureConfig, { voiceOffered: false })
    journey.act({ type: 'set-access', mode: 'voice', on: true })
    expect(journey.view()).toMatchObject({ voiceOffered: false, access: plainAccess })
  })

  it('leaves no trace in the record', () => {
    const plain = playJourney()
    plain.toPresent()
    plain.journey.act({ type: 'cancel' })
    const helped = playWithAllOn()
    helped.toPresent()
    helped.journey.act({ type: 'cancel' })
    const ids = (play: typeof plain) => play.recorded.map(({ id }) => id)
    expect(ids(helped)).toEqual(ids(plain))
    const words = JSON.stringify(helped.recorded)
    for (const mode of accessModes) expect(words).not.toContain(mode)
  })
})

describe('the next person finds everything off', () => {
  it.each(['cancel', 'time', 'out of service'])('after an end by %s', async (end) => {
    const play = playWithAllOn()
    play.toPresent()
    if (end === 'cancel') play.journey.act({ type: 'cancel' })
    else if (end === 'time') await vi.advanceTimersByTimeAsync(defaultDelays.present)
    else play.journey.setServiceable(false)
    expect(play.screen().name).not.toBe('present')
    expect(play.journey.view().access).toEqual(plainAccess)
  })

  it.each([0, defaultDelays.idle * 2])(
    'on a start screen that somebody changed and left, %i ms after it came',
    async (later) => {
      const { journey } = playJourney()
      await vi.advanceTimersByTimeAsync(later)
      journey.act({ type: 'set-access', mode: 'largeText', on: true })
      journey.act({ type: 'set-language', language: 'en' })
      await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
      expect(journey.view()).toMatchObject({ language: 'en', access: { largeText: true } })
      await vi.advanceTimersByTimeAsync(1)
      expect(journey.view()).toMatchObject({ language: 'zh-CN', access: plainAccess })
    },
  )

  it('but not while somebody is there and reads', async () => {
    const { journey } = playJourney()
    journey.act({ type: 'set-access', mode: 'largeText', on: true })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    journey.act({ type: 'activity' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(journey.view().access.largeText).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(journey.view().access.largeText).toBe(false)
  })
})
