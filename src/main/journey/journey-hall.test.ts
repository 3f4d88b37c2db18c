import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultDelays, type TerminalConfig } from '../../shared/config.ts'
import { helpPlaces } from '../../shared/journey-view.ts'
import type { HallStands } from './hall-visit.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

/** The hall's own software asks for a check: the visit begins at the notice, and the rest is the citizen's. */

const ask = { id: 'ask-1', service: 'card', subject: 'self' } as const
const expected = 'a'.repeat(32)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => vi.advanceTimersByTimeAsync(defaultDelays.settle)
const settle = () => vi.advanceTimersByTimeAsync(0)

function play(config: TerminalConfig = fixtureConfig) {
  const heard: HallStands[] = []
  const played = playJourney(config, {
    onHallStands: (stands) => {
      heard.push(stands)
    },
  })
  return { ...played, heard }
}

/** A journey at this screen, and what moves the answer of the platform along. */
async function at(place: (typeof helpPlaces)[number]) {
  const config: TerminalConfig = {
    ...fixtureConfig,
    services: fixtureConfig.services.map((service) => ({
      ...service,
      handOver: { to: 'page', url: 'https://hall.example/', origins: ['https://hall.example'] },
    })),
  }
  const played = play(config)
  await played.goTo(place, settle)
  expect(played.screen().name).toBe(place)
  return played
}

describe('an asking of the hall’s software', () => {
  it('shows the notice of its service, with whom it is for as given', async () => {
    const played = play()
    expect(played.journey.ask(ask)).toBe(true)
    expect(played.screen()).toMatchObject({ name: 'notice', service: '补办' })
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen()).toMatchObject({ name: 'method', subject: 'self' })
    expect(played.recorded.map(({ id }) => id)).toEqual(['journey.start', 'journey.consent'])
  })

  it('asks a guardian for consent where it is for a child', async () => {
    const played = play()
    played.journey.ask({ ...ask, subject: 'child' })
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen().name).toBe('guardian-consent')
    played.journey.act({ type: 'agree', to: 'guardian' })
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(played.armed.at(-1)?.subject).toBe('child')
  })

  it('arms nothing before the citizen has agreed and chosen', async () => {
    const played = play()
    played.journey.ask(ask)
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    await settled()
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(played.armed).toEqual([])
  })

  it('is not agreed to by a finger that was on its way to something else', async () => {
    const played = play()
    played.journey.ask(ask)
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen().name).toBe('notice')
    await vi.advanceTimersByTimeAsync(defaultDelays.settle - 1)
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen().name).toBe('notice')
    await vi.advanceTimersByTimeAsync(1)
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen().name).toBe('method')
  })

  it('does not slow down who began by themselves', () => {
    const played = play()
    played.journey.act({ type: 'choose-service', service: 'card' })
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen().name).toBe('subject')
  })

  it('leaves the citizen every way out', async () => {
    for (const leave of ['back', 'cancel', 'go-to-window'] as const) {
      const played = play()
      played.journey.ask(ask)
      played.journey.act({ type: leave })
      expect(played.screen().name).toBe(leave === 'go-to-window' ? 'window' : 'attract')
      expect(played.heard.at(-1)?.visit?.isOver ?? true).toBe(true)
    }
    const silent = play()
    silent.journey.ask(ask)
    await vi.advanceTimersByTimeAsync(defaultDelays.idle + defaultDelays.warning)
    expect(silent.screen().name).toBe('attract')
    expect(silent.journey.hallStands()).toEqual({ terminal: 'free', visit: null })
  })

  it('keeps the language and the large text that somebody chose at the start screen', () => {
    const played = play()
    played.journey.act({ type: 'set-language', language: 'en' })
    played.journey.act({ type: 'set-access', mode: 'largeText', on: true })
    played.journey.ask(ask)
    expect(played.journey.view()).toMatchObject({ language: 'en', access: { largeText: true } })
  })

  it.each(helpPlaces.filter((place) => place !== 'attract'))('is refused at %s', async (place) => {
    const played = await at(place)
    const before = played.screen()
    expect(played.journey.ask(ask)).toBe(false)
    expect(played.screen()).toEqual(before)
    expect(played.journey.hallStands()).toEqual({ terminal: 'visited', visit: null })
  })

  it('is refused at verifying, at help, by itself, and out of service', () => {
    const verifying = play()
    verifying.toPresent()
    verifying.present()
    expect(verifying.journey.ask(ask)).toBe(false)
    expect(verifying.screen().name).toBe('verifying')

    const helped = play()
    helped.journey.act({ type: 'help' })
    expect(helped.journey.ask(ask)).toBe(false)

    const twice = play()
    expect(twice.journey.ask(ask)).toBe(true)
    expect(twice.journey.ask({ ...ask, id: 'ask-2' })).toBe(false)

    const stopped = play()
    stopped.journey.setServiceable(false)
    expect(stopped.journey.ask(ask)).toBe(false)
    expect(stopped.journey.hallStands().terminal).toBe('stopped')
  })

  it.each([
    ['a service that there is not', { ...ask, service: 'other' }],
    ['somebody whom the service is not for', { ...ask, service: 'proof', subject: 'child' as const }],
    ['a pseudonym where one is awaited already', { ...ask, service: 'proof', expected }],
  ])('is refused for %s', (_what, wrong) => {
    const [card, proof] = fixtureConfig.services
    if (!card || !proof) throw new Error('the fixture has two services')
    const played = play({
      ...fixtureConfig,
      services: [card, { ...proof, subjects: ['self'], awaits: { expected: 'b'.repeat(32) } }],
    })
    expect(played.journey.ask(wrong)).toBe(false)
    expect(played.screen().name).toBe('attract')
  })
})

describe('a pseudonym that the hall’s software awaits', () => {
  it('goes into the check, and no document is taken, which would let anybody pass', async () => {
    const played = play()
    played.journey.ask({ ...ask, expected })
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    expect(played.screen()).toMatchObject({ name: 'method', methods: ['network-identity', 'window'] })
    played.journey.act({ type: 'choose-method', method: 'identity-card' })
    expect(played.screen().name).toBe('method')
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(played.armed.at(-1)).toMatchObject({ expected })
  })

  it('is forgotten with the visit', () => {
    const played = play()
    played.journey.ask({ ...ask, expected })
    played.journey.act({ type: 'cancel' })
    played.toPresent()
    expect(played.armed.at(-1)).not.toHaveProperty('expected')
  })

  it('stands in no view', () => {
    const played = play()
    played.journey.ask({ ...ask, expected })
    expect(JSON.stringify(played.views)).not.toContain(expected)
  })
})

describe('what is told outside of a visit that was asked for', () => {
  it('is that it goes on, then the verdict, and never where the citizen is', async () => {
    const played = play()
    played.journey.ask(ask)
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    const check = played.present()
    expect(new Set(played.heard.map(({ visit }) => visit?.at))).toEqual(new Set([undefined, 'underway']))
    await settle()
    played.asked.at(-1)?.resolve('pass')
    await settle()
    expect(played.heard.at(-1)).toEqual({
      terminal: 'visited',
      visit: { id: ask.id, at: 'pass', isOver: true, bizSeq: check.bizSeq },
    })
  })

  it('is nothing of a visit that a citizen began', async () => {
    const played = play()
    await played.goTo('pass', settle)
    expect(new Set(played.heard.map(({ visit }) => visit))).toEqual(new Set([null]))
  })

  it('is over after a fail when no try is left', async () => {
    const played = play()
    played.journey.ask(ask)
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    const over: boolean[] = []
    for (let tries = 0; tries < 3; tries++) {
      played.present()
      await settle()
      played.asked.at(-1)?.resolve('fail')
      await settle()
      over.push(played.journey.hallStands().visit?.isOver ?? false)
      played.journey.act({ type: 'retry' })
    }
    expect(over).toEqual([false, false, true])
  })
})

describe('calling it off', () => {
  it('ends the visit that it names, and no other', async () => {
    const played = play()
    played.journey.ask(ask)
    played.journey.callOff('ask-0')
    expect(played.screen().name).toBe('notice')
    played.journey.callOff(ask.id)
    expect(played.screen().name).toBe('attract')
    played.toPresent()
    played.journey.callOff(ask.id)
    expect(played.screen().name).toBe('present')
  })

  it('disarms the readers and gives an exchange up', async () => {
    const played = play()
    played.journey.ask(ask)
    await settled()
    played.journey.act({ type: 'agree', to: 'notice' })
    played.journey.act({ type: 'choose-method', method: 'network-identity' })
    played.present()
    expect(played.disarmed()).toBe(1)
    await settle()
    played.journey.callOff(ask.id)
    expect(played.asked.at(-1)?.signal.aborted).toBe(true)
    expect(played.screen().name).toBe('attract')
  })
})
