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
    else if (end === 'time')
      await vi.advanceTimersByTimeAsync(2 * defaultDelays.present + defaultDelays.warning)
    else play.journey.setServiceable(false)
    expect(play.screen().name).not.toBe('present')
    expect(play.journey.view().access).toEqual(plainAccess)
  })

  it.each([0, defaultDelays.idle * 2])(
    'on a start screen that somebody changed and left, %i ms after it came',
    async (later) => {
      const { journey } = playJourney()
      await vi.advanceTimersByTimeAsync(later)
      journey.act({ type: 'set-access', mode: 'highContrast', on: true })
      journey.act({ type: 'set-language', language: 'en' })
      await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
      expect(journey.view()).toMatchObject({ language: 'en', access: { highContrast: true } })
      await vi.advanceTimersByTimeAsync(1)
      expect(journey.view()).toMatchObject({ language: 'zh-CN', access: plainAccess })
    },
  )

  it.each([
    ['left alone', (play: ReturnType<typeof playJourney>) => play.screen(), 1],
    ['after a visit', ({ journey }: ReturnType<typeof playJourney>) => journey.act({ type: 'cancel' }), 1],
    [
      'but not when they come back from help',
      ({ journey }: ReturnType<typeof playJourney>) => {
        journey.act({ type: 'help' })
        journey.act({ type: 'help-over' })
      },
      0,
    ],
  ] as const)('and another screen than that of the one before, %s', async (when, leave, more) => {
    const play = playJourney()
    const { visit } = play.journey.view()
    if (when === 'after a visit') play.journey.act({ type: 'start' })
    play.journey.act({ type: 'set-language', language: 'en' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(play.journey.view().visit).toBe(visit)
    leave(play)
    if (more > 0) await vi.advanceTimersByTimeAsync(1)
    expect(play.screen().name).toBe('attract')
    expect(play.journey.view().visit).toBe(visit + more)
  })

  it('and another screen than the one that somebody only touched and scrolled', async () => {
    const { journey } = playJourney()
    const { visit } = journey.view()
    await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle)
    expect(journey.view().visit).toBe(visit)
    journey.act({ type: 'activity' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    journey.act({ type: 'activity' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(journey.view().visit).toBe(visit)
    await vi.advanceTimersByTimeAsync(1)
    expect(journey.view().visit).toBe(visit + 1)
    await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle)
    expect(journey.view().visit).toBe(visit + 1)
  })

  it('but not while somebody is there and reads', async () => {
    const { journey } = playJourney()
    journey.act({ type: 'set-access', mode: 'lowReach', on: true })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    journey.act({ type: 'activity' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(journey.view().access.lowReach).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(journey.view().access.lowReach).toBe(false)
  })
})

describe.each(['largeText', 'voice'] as const)('with %s', (mode) => {
  const timeTo = async (reach: (play: ReturnType<typeof playJourney>) => void, limit: number) => {
    const play = playJourney()
    play.journey.act({ type: 'set-access', mode, on: true })
    reach(play)
    await vi.advanceTimersByTimeAsync(2 * limit - 1)
    const before = [play.screen().name, play.journey.view().warning]
    await vi.advanceTimersByTimeAsync(1)
    const after = [play.screen().name, play.journey.view().warning]
    return [before, after]
  }
  const warning = { seconds: 20, canStay: true }

  it('somebody has twice the time: to read, to present, and to take the way to the window in', async () => {
    expect(await timeTo((play) => play.journey.act({ type: 'start' }), defaultDelays.idle)).toEqual([
      ['service', null],
      ['service', warning],
    ])
    expect(await timeTo((play) => play.toPresent(), defaultDelays.present)).toEqual([
      ['present', null],
      ['present', warning],
    ])
    const toWindow = (play: ReturnType<typeof playJourney>) => play.journey.act({ type: 'go-to-window' })
    expect(await timeTo(toWindow, defaultDelays.verdict)).toEqual([
      ['window', null],
      ['attract', null],
    ])
  })

  it('the longer time begins when it is switched on', async () => {
    const play = playJourney()
    play.journey.act({ type: 'start' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    play.journey.act({ type: 'set-access', mode, on: true })
    await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle - 1)
    expect(play.journey.view().warning).toBeNull()
  })

  it('somebody is asked no longer than anybody else', async () => {
    const play = playJourney()
    play.journey.act({ type: 'set-access', mode, on: true })
    play.journey.act({ type: 'start' })
    await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle + defaultDelays.warning)
    expect(play.screen().name).toBe('attract')
  })
})
