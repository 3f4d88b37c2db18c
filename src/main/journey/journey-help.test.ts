import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultDelays } from '../../shared/config.ts'
import { consents } from '../../shared/ipc.ts'
import { type HelpPlace, helpPlaces } from '../../shared/journey-view.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
// The hall's own page is in journey-hand-over.test.ts.
const places = helpPlaces.filter((place) => place !== 'hand-over')

/** What a visit ends with once it has come so far. */
const ends = new Map<HelpPlace, string>([
  ['pass', 'verdict'],
  ['fail', 'verdict'],
  ['unavailable', 'unavailable'],
  ['window', 'window'],
])

async function playHelp(at: HelpPlace) {
  const play = playJourney()
  await play.goTo(at, settle)
  const before = play.journey.view()
  play.journey.act({ type: 'help' })
  return { ...play, before }
}

describe.each(places)('help on the screen %s', (at) => {
  it('says where it was asked for, is recorded, and leads back to the same screen', async () => {
    const play = await playHelp(at)
    expect(play.screen()).toEqual({ name: 'help', askedFrom: at })
    expect(play.recorded.filter(({ id }) => id === 'journey.help')).toEqual([
      { id: 'journey.help', fields: { at } },
    ])
    play.journey.act({ type: 'help-over' })
    expect(play.journey.view()).toEqual(play.before)
  })

  it('leads to the window, and out', async () => {
    for (const [type, name] of [
      ['go-to-window', 'window'],
      ['cancel', 'attract'],
    ] as const) {
      const play = await playHelp(at)
      play.journey.act({ type })
      expect(play.screen().name).toBe(name)
    }
  })

  it('is not asked for twice, and does nothing that belongs to another screen', async () => {
    const play = await playHelp(at)
    const types = ['help', 'back', 'retry', 'type-in', 'start', 'go-on'] as const
    const agreeing = consents.map((to) => ({ type: 'agree', to }) as const)
    for (const action of [...types.map((type) => ({ type })), ...agreeing]) {
      play.journey.act(action)
      expect(play.screen().name).toBe('help')
    }
    expect(play.recorded.filter(({ id }) => id === 'journey.help')).toHaveLength(1)
  })
})

/** The screens that clear themselves without a question. */
const brief = ['pass', 'window'] as const

describe.each(places.filter((at) => at !== 'pass' && at !== 'window'))('help on the screen %s', (at) => {
  it('goes back to the start when nobody comes, having asked', async () => {
    const play = await playHelp(at)
    await vi.advanceTimersByTimeAsync(defaultDelays.help - 1)
    expect(play.journey.view().warning).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(play.journey.view().warning).toEqual({ seconds: 20, canStay: true })
    await vi.advanceTimersByTimeAsync(defaultDelays.warning)
    expect(play.screen().name).toBe('attract')
    const recorded = play.recorded.filter(({ id }) => id === 'journey.end')
    expect(recorded.map(({ fields }) => fields)).toMatchObject(
      at === 'attract' ? [] : [{ end: ends.get(at) ?? 'timed-out' }],
    )
  })
})

/** The screens that come after somebody agreed to the notice. */
const agreed = [
  'subject',
  'guardian-consent',
  'method',
  'document-notice',
  'present',
  'fail',
  'unavailable',
] as const

describe.each(agreed)('help on the screen %s, which nobody touched for its time', (at) => {
  it.each([['stay', 'help-over'], ['activity', 'help-over'], ['help-over']] as const)(
    'leads whoever answers (%s) to the notice, and arms nothing',
    async (...answers) => {
      const play = await playHelp(at)
      const armed = play.armed.length
      await vi.advanceTimersByTimeAsync(defaultDelays.help)
      for (const type of answers) play.journey.act({ type })
      expect(play.screen()).toMatchObject({ name: 'notice' })
      expect(play.journey.view().warning).toBeNull()
      expect(play.armed).toHaveLength(armed)
    },
  )

  it('leads back there without the question, whatever is touched meanwhile', async () => {
    const play = await playHelp(at)
    for (let touch = 0; touch < 3; touch++) {
      await vi.advanceTimersByTimeAsync(defaultDelays.help - 1)
      play.journey.act({ type: 'activity' })
    }
    play.journey.act({ type: 'help-over' })
    expect(play.screen().name).toBe(at)
  })

  it('asks again, and goes back to the start when nobody answers a second time', async () => {
    const play = await playHelp(at)
    await vi.advanceTimersByTimeAsync(defaultDelays.help)
    play.journey.act({ type: 'stay' })
    expect(play.screen().name).toBe('help')
    await vi.advanceTimersByTimeAsync(defaultDelays.help)
    expect(play.journey.view().warning).not.toBeNull()
    await vi.advanceTimersByTimeAsync(defaultDelays.warning)
    expect(play.screen().name).toBe('attract')
  })
})

it.each(['attract', 'service', 'notice'] as const)(
  'help on the screen %s leads back there also after the question: nothing was agreed to',
  async (at) => {
    const play = await playHelp(at)
    await vi.advanceTimersByTimeAsync(defaultDelays.help)
    play.journey.act({ type: 'stay' })
    play.journey.act({ type: 'help-over' })
    expect(play.screen().name).toBe(at)
  },
)

describe.each(brief)('help on the screen %s, which clears itself', (at) => {
  const { verdict } = defaultDelays

  it('stands no longer than the rest of its time, and asks nothing', async () => {
    const play = playJourney()
    await play.goTo(at, settle)
    await vi.advanceTimersByTimeAsync(verdict - 1000)
    play.journey.act({ type: 'help' })
    await vi.advanceTimersByTimeAsync(999)
    expect(play.screen().name).toBe('help')
    expect(play.journey.view().warning).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(play.screen().name).toBe('attract')
    expect(play.recorded.at(-1)).toMatchObject({ id: 'journey.end', fields: { end: ends.get(at) } })
  })

  it('left, gives the screen no more time than it had', async () => {
    const play = await playHelp(at)
    await vi.advanceTimersByTimeAsync(verdict - 1000)
    play.journey.act({ type: 'help-over' })
    expect(play.screen().name).toBe(at)
    await vi.advanceTimersByTimeAsync(999)
    expect(play.screen().name).toBe(at)
    await vi.advanceTimersByTimeAsync(1)
    expect(play.screen().name).toBe('attract')
  })

  it('stands longer for whoever touches it, four times together with the screen and no more', async () => {
    const play = await playHelp(at)
    for (let touch = 0; touch < 4; touch++) {
      await vi.advanceTimersByTimeAsync(verdict - 1)
      play.journey.act({ type: 'activity' })
      play.journey.act({ type: touch % 2 === 0 ? 'help-over' : 'help' })
      expect(play.screen().name).toBe(touch % 2 === 0 ? at : 'help')
    }
    await vi.advanceTimersByTimeAsync(verdict - 1)
    play.journey.act({ type: 'activity' })
    play.journey.act({ type: 'help-over' })
    await vi.advanceTimersByTimeAsync(1)
    expect(play.screen().name).toBe('attract')
  })

  it('asked for again and again does not keep it', async () => {
    const play = await playHelp(at)
    for (let time = 0; time < verdict; time += 1000) {
      expect(play.screen().name).not.toBe('attract')
      play.journey.act({ type: time % 2000 === 0 ? 'help-over' : 'help' })
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(play.screen().name).toBe('attract')
  })
})

it('help keeps what the citizen has chosen', async () => {
  const play = playJourney()
  play.journey.act({ type: 'set-language', language: 'en' })
  play.journey.act({ type: 'set-access', mode: 'largeText', on: true })
  play.journey.act({ type: 'help' })
  play.journey.act({ type: 'help-over' })
  expect(play.screen().name).toBe('attract')
  expect(play.journey.view()).toMatchObject({ language: 'en', access: { largeText: true } })
  await vi.advanceTimersByTimeAsync(2 * defaultDelays.idle)
  expect(play.journey.view()).toMatchObject({ language: 'zh-CN', access: { largeText: false } })
})

it('help on the start screen is no visit yet', async () => {
  const { recorded, journey } = await playHelp('attract')
  journey.act({ type: 'help-over' })
  expect(recorded.map(({ id }) => id)).toEqual(['journey.help'])
  journey.act({ type: 'help' })
  journey.act({ type: 'go-to-window' })
  expect(recorded.map(({ id }) => id)).toEqual(['journey.help', 'journey.help', 'journey.start'])
})

describe('help while something is waited for', () => {
  it('leaves nothing armed, and what was being read counts for nothing', async () => {
    const play = await playHelp('present')
    expect(play.disarmed()).toBe(1)
    expect(play.calledOff()).toBe(1)
    expect(() => play.tell({ type: 'presentation.reading' })).toThrow('nothing is armed')
    expect(play.recorded.at(-1)).toEqual({ id: 'check.abandoned', fields: {} })
  })

  it('is followed by another check', async () => {
    const play = await playHelp('present')
    play.journey.act({ type: 'help-over' })
    expect(play.armed).toHaveLength(2)
    expect(play.armed[1]?.bizSeq).not.toBe(play.armed[0]?.bizSeq)
    expect(play.recorded.at(-1)).toMatchObject({ id: 'check.init' })
  })

  it('closes the view for typing', async () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    play.journey.act({ type: 'help' })
    expect(play.isTyping()).toBe(false)
  })

  it('begins a child’s check with the guardian again', async () => {
    const play = playJourney(fixtureConfig)
    await play.goTo('guardian-consent', settle)
    play.journey.act({ type: 'agree', to: 'guardian' })
    play.journey.act({ type: 'choose-method', method: 'network-identity' })
    play.present()
    expect(play.screen()).toMatchObject({ name: 'present', turn: 'child' })
    play.journey.act({ type: 'help' })
    play.journey.act({ type: 'help-over' })
    expect(play.screen()).toMatchObject({ name: 'present', turn: 'guardian' })
    expect(play.asked).toEqual([])
  })

  it('is not to be had while the platform is asked', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    play.journey.act({ type: 'help' })
    expect(play.screen().name).toBe('verifying')
  })
})

it('no help is to be had of a terminal that is out of service', () => {
  const play = playJourney()
  play.journey.setServiceable(false)
  play.journey.act({ type: 'help' })
  expect(play.screen().name).toBe('out-of-service')
})

it('help does not give a try again', async () => {
  const play = playJourney()
  await play.goTo('fail', settle)
  for (let time = 0; time < 2; time++) {
    play.journey.act({ type: 'retry' })
    play.present()
    await settle()
    play.asked.at(-1)?.resolve('fail')
    await settle()
  }
  play.journey.act({ type: 'help' })
  play.journey.act({ type: 'help-over' })
  expect(play.screen()).toEqual({ name: 'fail', canRetry: false })
})
