import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defaultDelays, type TerminalConfig } from '../../shared/config.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

const page = { url: 'https://hall.invalid/form', origins: ['https://hall.invalid'] }

/** The first service goes on on a page of the hall's own. */
const [first, ...others] = fixtureConfig.services
const config: TerminalConfig = {
  ...fixtureConfig,
  services: first ? [{ ...first, handOver: { to: 'page', ...page } }, ...others] : others,
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

async function playPage() {
  const play = playJourney(config)
  await play.goTo('hand-over', settle)
  expect(play.screen()).toEqual({ name: 'hand-over', service: '补办' })
  return play
}

it('the hall’s own page follows a pass when the citizen goes on, and is told nothing but where it is', async () => {
  const play = playJourney(config)
  await play.goTo('pass', settle)
  expect(play.screen()).toMatchObject({ name: 'pass', handsOver: true })
  expect(play.pages).toEqual([])
  play.journey.act({ type: 'go-on' })
  expect(play.pages).toEqual([page])
})

it.each(['fail', 'unavailable', 'window', 'present'] as const)('no page follows %s', async (place) => {
  const play = playJourney(config)
  await play.goTo(place, settle)
  play.journey.act({ type: 'go-on' })
  expect(play.screen().name).toBe(place)
  expect(play.pages).toEqual([])
})

it('a service without one ends with the pass', async () => {
  const play = playJourney(config)
  play.journey.act({ type: 'choose-service', service: 'proof' })
  play.journey.act({ type: 'agree', to: 'notice' })
  play.journey.act({ type: 'choose-subject', subject: 'self' })
  play.journey.act({ type: 'choose-method', method: 'network-identity' })
  play.present()
  await settle()
  play.asked[0]?.resolve('pass')
  await settle()
  expect(play.screen()).toMatchObject({ name: 'pass', handsOver: false })
  play.journey.act({ type: 'go-on' })
  expect(play.screen().name).toBe('pass')
})

it('stands while it is used, and makes room for the question whether somebody is there', async () => {
  const play = await playPage()
  for (let touch = 0; touch < 3; touch++) {
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    play.tellOfPage({ type: 'hall-page.activity' })
  }
  expect(play.toldPage).toEqual([])
  await vi.advanceTimersByTimeAsync(defaultDelays.idle)
  expect(play.toldPage).toEqual(['hall-page.hide'])
  expect(play.journey.view().warning).toEqual({ seconds: 20, canStay: true })
  play.journey.act({ type: 'stay' })
  expect(play.toldPage).toEqual(['hall-page.hide', 'hall-page.show'])
  expect(play.pages).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(defaultDelays.idle + defaultDelays.warning)
  expect(play.screen().name).toBe('attract')
  expect(play.isPageOpen()).toBe(false)
})

it('the longer time for who reads large text begins when it is switched on, and the page stays', async () => {
  const play = await playPage()
  await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
  play.journey.act({ type: 'set-access', mode: 'largeText', on: true })
  await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle - 1)
  expect(play.journey.view().warning).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  expect(play.journey.view().warning).toEqual({ seconds: 20, canStay: true })
  expect(play.pages).toHaveLength(1)
})

it.each(['cancel', 'help', 'page', 'out of service'])('is gone after %s', async (end) => {
  const play = await playPage()
  if (end === 'page') play.tellOfPage({ type: 'hall-page.gone' })
  else if (end === 'out of service') play.journey.setServiceable(false)
  else play.journey.act({ type: end === 'help' ? 'help' : 'cancel' })
  expect(play.isPageOpen()).toBe(false)
  expect(play.screen().name).not.toBe('hand-over')
})

it('after help the page begins anew', async () => {
  const play = await playPage()
  play.journey.act({ type: 'help' })
  expect(play.screen()).toEqual({ name: 'help', askedFrom: 'hand-over' })
  play.journey.act({ type: 'help-over' })
  expect(play.pages).toEqual([page, page])
})

it('help keeps the way back to the page no longer than the page would stand untouched', async () => {
  const play = await playPage()
  play.journey.act({ type: 'help' })
  await vi.advanceTimersByTimeAsync(defaultDelays.idle)
  expect(play.journey.view().warning).toEqual({ seconds: 20, canStay: true })
  await vi.advanceTimersByTimeAsync(defaultDelays.warning)
  expect(play.screen().name).toBe('attract')
  expect(play.pages).toHaveLength(1)
})

it('help leads whoever answers its question to the notice, and not to the page', async () => {
  const play = await playPage()
  play.journey.act({ type: 'help' })
  await vi.advanceTimersByTimeAsync(defaultDelays.idle)
  play.journey.act({ type: 'stay' })
  play.journey.act({ type: 'help-over' })
  expect(play.screen().name).toBe('notice')
  expect(play.pages).toEqual([page])
})

it('help on the pass does not keep the way to the page, and does not lead there', async () => {
  const play = playJourney(config)
  await play.goTo('pass', settle)
  play.journey.act({ type: 'help' })
  play.journey.act({ type: 'go-on' })
  expect(play.screen()).toEqual({ name: 'help', askedFrom: 'pass' })
  await vi.advanceTimersByTimeAsync(defaultDelays.verdict)
  expect(play.screen().name).toBe('attract')
  play.journey.act({ type: 'help-over' })
  play.journey.act({ type: 'go-on' })
  expect(play.pages).toEqual([])
})

it('the visit is recorded as one that ended with a verdict', async () => {
  const play = await playPage()
  play.journey.act({ type: 'cancel' })
  expect(play.recorded.at(-1)).toMatchObject({ id: 'journey.end', fields: { end: 'verdict' } })
})
