import { expect, it } from 'vitest'
import { languages } from '../../shared/journey-view.ts'
import { unavailableReasons } from '../../shared/verdict.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'
import { causeOf } from './view-of.ts'

it('every reason belongs to a cause the citizen can do something with', () => {
  for (const reason of unavailableReasons) {
    expect(['network', 'platform', 'terminal']).toContain(causeOf(reason))
  }
})

it('no view holds the serial number or the evidence of a check', () => {
  const play = playJourney()
  play.toPresent()
  const { bizSeq } = play.present()
  expect(JSON.stringify(play.views)).not.toContain(bizSeq)
})

it('the hall speaks the citizen’s language', () => {
  const play = playJourney()
  for (const language of languages) {
    play.journey.act({ type: 'set-language', language })
    expect(play.journey.view().hall).toBe(fixtureConfig.hall.name[language])
  }
})

it('the hall’s own look is on every screen, as far as it has one', () => {
  expect(playJourney().journey.view().looks).toEqual({ accent: null, mark: null })
  const { journey, toPresent } = playJourney({ ...fixtureConfig, looks: { accent: '#8c1d18', mark: '泰' } })
  for (const move of [() => undefined, toPresent]) {
    move()
    expect(journey.view().looks).toEqual({ accent: '#8c1d18', mark: '泰' })
  }
})

it('a language that the hall does not offer is not chosen', () => {
  const play = playJourney({ ...fixtureConfig, languages: ['zh-CN'] })
  play.journey.act({ type: 'set-language', language: 'en' })
  expect(play.journey.view().language).toBe('zh-CN')
})
