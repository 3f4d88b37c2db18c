import { describe, expect, it } from 'vitest'
import { plainAccess } from '../../shared/access.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

function withServices(count: number): TerminalConfig {
  const [service] = fixtureConfig.services
  if (!service) throw new Error('the fixture has no service')
  return {
    ...fixtureConfig,
    services: Array.from({ length: count }, (_, index) => ({ ...service, id: `service-${index}` })),
  }
}

describe('the start screen', () => {
  it.each([
    [1, 1, false],
    [4, 4, false],
    [5, 4, true],
    [6, 4, true],
  ])('of %i services shows the first %i, and whether there are more: %s', (count, shown, hasMore) => {
    const play = playJourney(withServices(count))
    const screen = play.screen()
    if (screen.name !== 'attract') throw new Error(`this is ${screen.name}`)
    expect(screen.services.map(({ id }) => id)).toEqual(
      Array.from({ length: shown }, (_, index) => `service-${index}`),
    )
    expect(screen.hasMore).toBe(hasMore)
  })

  it('speaks of its services in the citizen’s language', () => {
    const play = playJourney({
      ...fixtureConfig,
      services: fixtureConfig.services.map((service) => ({
        ...service,
        title: { 'zh-CN': '补办', 'zh-Hant': '補辦', en: 'Replace' },
      })),
    })
    play.journey.act({ type: 'set-language', language: 'en' })
    expect(play.screen()).toMatchObject({ services: [{ title: 'Replace' }, { title: 'Replace' }] })
  })

  it('is where a service can be chosen at once', () => {
    const play = playJourney()
    play.journey.act({ type: 'choose-service', service: 'proof' })
    expect(play.screen()).toMatchObject({ name: 'notice', service: '打印' })
    expect(play.recorded).toEqual([{ id: 'journey.start', fields: { language: 'zh-CN' } }])
    play.journey.act({ type: 'back' })
    expect(play.screen().name).toBe('service')
  })

  it('takes no service that is not offered', () => {
    const play = playJourney()
    play.journey.act({ type: 'choose-service', service: 'other' })
    expect(play.screen().name).toBe('attract')
    expect(play.recorded).toEqual([])
  })

  it('does not keep a choice for the next person', () => {
    const play = playJourney()
    play.journey.act({ type: 'choose-service', service: 'proof' })
    play.journey.act({ type: 'cancel' })
    play.toPresent()
    expect(play.offered.at(-1)?.words).toBe('补办')
  })
})

describe('the entry for elders', () => {
  it('switches large text and the voice on, and leads to the services', () => {
    const play = playJourney()
    play.journey.act({ type: 'start-easy' })
    expect(play.screen().name).toBe('service')
    expect(play.journey.view().access).toEqual({ ...plainAccess, largeText: true, voice: true })
  })

  it('switches no voice on where there is none', () => {
    const play = playJourney(fixtureConfig, { voiceOffered: false })
    play.journey.act({ type: 'start-easy' })
    expect(play.journey.view().access).toEqual({ ...plainAccess, largeText: true })
  })

  it('leaves on what was switched on before, and nothing for the next person', () => {
    const play = playJourney()
    play.journey.act({ type: 'set-access', mode: 'highContrast', on: true })
    play.journey.act({ type: 'start-easy' })
    expect(play.journey.view().access).toMatchObject({ highContrast: true, largeText: true })
    play.journey.act({ type: 'cancel' })
    expect(play.journey.view().access).toEqual(plainAccess)
  })

  it('is recorded as any beginning', () => {
    const play = playJourney()
    play.journey.act({ type: 'start-easy' })
    expect(play.recorded).toEqual([{ id: 'journey.start', fields: { language: 'zh-CN' } }])
  })
})

describe('the entry in another language', () => {
  it('leads to the services in it', () => {
    const play = playJourney()
    play.journey.act({ type: 'start', language: 'en' })
    expect(play.screen().name).toBe('service')
    expect(play.journey.view().language).toBe('en')
    expect(play.recorded).toEqual([{ id: 'journey.start', fields: { language: 'en' } }])
    play.journey.act({ type: 'cancel' })
    expect(play.journey.view().language).toBe('zh-CN')
  })

  it('leaves the language as it is where the hall does not have that one', () => {
    const play = playJourney({ ...fixtureConfig, languages: ['zh-CN'] })
    play.journey.act({ type: 'start', language: 'en' })
    expect(play.screen().name).toBe('service')
    expect(play.journey.view().language).toBe('zh-CN')
  })

  it('without one leaves the language that was chosen', () => {
    const play = playJourney()
    play.journey.act({ type: 'set-language', language: 'zh-Hant' })
    play.journey.act({ type: 'start' })
    expect(play.journey.view().language).toBe('zh-Hant')
  })
})
