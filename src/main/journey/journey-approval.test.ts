import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainAccess } from '../../shared/access.ts'
import { defaultDelays } from '../../shared/config.ts'
import type { JourneyScreen } from '../../shared/journey-view.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
const code = { type: 'approval.code', code: 'WZA1.0' } as const

function playPhone(config = fixtureConfig) {
  const play = playJourney(config)
  play.toPresent()
  const present = (): Extract<JourneyScreen, { name: 'present' }> => {
    const screen = play.screen()
    if (screen.name !== 'present') throw new Error(`this is ${screen.name}`)
    return screen
  }
  return { ...play, present }
}

describe('an approval by phone', () => {
  it('is offered beside the scanner, for the check that is armed, in the words of the service', () => {
    const { offered, armed, present } = playPhone()
    expect(offered).toEqual([{ check: armed[0], words: '补办' }])
    expect(armed[0]?.accepts).toContain('phone-approval')
    expect(present()).toMatchObject({ reader: 'starting', approval: { state: 'offering' } })
  })

  it('says in the citizen’s language what it is for', () => {
    const play = playJourney()
    play.journey.act({ type: 'set-language', language: 'en' })
    play.toPresent()
    expect(play.offered[0]?.words).toBe(fixtureConfig.services[0]?.title.en)
  })

  it('shows one code after the other, until a phone has one', () => {
    const { tellOfPhone, present } = playPhone()
    tellOfPhone(code)
    expect(present().approval).toEqual({ state: 'waiting', code: 'WZA1.0' })
    tellOfPhone({ ...code, code: 'WZA1.1' })
    expect(present().approval).toEqual({ state: 'waiting', code: 'WZA1.1' })
    tellOfPhone({ type: 'approval.opened' })
    tellOfPhone(code)
    expect(present().approval).toEqual({ state: 'opened' })
  })

  it('opens the view for the two digits by itself, and what is tapped there leads to a verdict', async () => {
    const play = playPhone()
    play.tellOfPhone(code)
    play.tellOfPhone({ type: 'approval.opened' })
    play.tellOfPhone({ type: 'approval.approved' })
    const check = play.armed[0]
    if (!check) throw new Error('nothing is armed')
    expect(play.typed).toEqual([
      { bizSeq: check.bizSeq, form: 'phone-approval', language: 'zh-CN', access: plainAccess },
    ])
    expect(play.present()).toMatchObject({ typing: 'open', approval: { state: 'approved' } })
    const sealed = { kind: 'phone-approval', bizSeq: check.bizSeq, data: new Uint8Array(2) } as const
    play.tell({ type: 'presentation.sealed', sealed })
    await settle()
    expect(play.asked).toMatchObject([{ check, sealed: [sealed] }])
    expect(play.calledOff()).toBe(1)
    play.asked[0]?.resolve('pass')
    await settle()
    expect(play.screen().name).toBe('pass')
  })

  it('takes the place of the eight digits that somebody was typing', () => {
    const { journey, tellOfPhone, typed } = playPhone()
    journey.act({ type: 'type-in' })
    tellOfPhone({ type: 'approval.approved' })
    expect(typed.map(({ form }) => form)).toEqual(['dynamic-code', 'phone-approval'])
  })

  it('has its digits typed later by somebody who left the view for them, where eight digits are none as well', () => {
    const { platform } = fixtureConfig
    const play = playPhone({ ...fixtureConfig, platform: { ...platform, authMode: 'R04' } })
    expect(play.present().typing).toBe('not-offered')
    play.tellOfPhone({ type: 'approval.approved' })
    play.tellTyped({ type: 'typing.left' })
    expect(play.present()).toMatchObject({ typing: 'offered', approval: { state: 'approved' } })
    play.journey.act({ type: 'type-in' })
    expect(play.typed.map(({ form }) => form)).toEqual(['phone-approval', 'phone-approval'])
  })

  it('is called off when another way comes first, and when the citizen goes', () => {
    const first = playPhone()
    first.tellOfPhone(code)
    first.present()
    const check = first.armed[0]
    if (!check) throw new Error('nothing is armed')
    const sealed = { kind: 'wallet-code', bizSeq: check.bizSeq, data: new Uint8Array(2) } as const
    first.tell({ type: 'presentation.sealed', sealed })
    expect(first.screen().name).toBe('verifying')
    expect(first.calledOff()).toBe(1)
    for (const type of ['back', 'cancel', 'go-to-window'] as const) {
      const { journey, calledOff, tellOfPhone } = playPhone()
      tellOfPhone({ type: 'approval.opened' })
      journey.act({ type })
      expect(calledOff()).toBe(1)
    }
  })

  it('is not offered where a document was chosen', () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    expect(play.offered).toEqual([])
    expect(play.screen()).toMatchObject({ name: 'present', approval: null })
  })

  it('gives the citizen time for what is done on the phone', async () => {
    const { tellOfPhone, journey } = playPhone()
    await vi.advanceTimersByTimeAsync(defaultDelays.present - 1)
    tellOfPhone({ type: 'approval.opened' })
    await vi.advanceTimersByTimeAsync(defaultDelays.present - 1)
    expect(journey.view().warning).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect(journey.view().warning).not.toBeNull()
    for (const type of ['approval.opened', 'approval.approved'] as const) {
      tellOfPhone({ type })
      expect(journey.view().warning).toBeNull()
      await vi.advanceTimersByTimeAsync(defaultDelays.present)
    }
  })
})

describe('an approval that ended', () => {
  it('is followed by another one for another check, and the readers are armed for that one', async () => {
    const { tellOfPhone, armed, offered, present, recorded } = playPhone()
    tellOfPhone({ type: 'approval.opened' })
    tellOfPhone({ type: 'approval.ended' })
    expect(present().approval).toEqual({ state: 'ended' })
    expect(armed).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    expect(armed).toHaveLength(2)
    expect(armed[1]?.bizSeq).not.toBe(armed[0]?.bizSeq)
    expect(offered[1]?.check).toBe(armed[1])
    expect(present().approval).toEqual({ state: 'offering' })
    expect(recorded.map(({ id }) => id).slice(-2)).toEqual(['check.abandoned', 'check.init'])
    expect(recorded.at(-1)?.fields).toMatchObject({ bizSeq: armed[1]?.bizSeq })
  })

  it('closes the view for its digits', () => {
    const { tellOfPhone, isTyping, present } = playPhone()
    tellOfPhone({ type: 'approval.approved' })
    tellOfPhone({ type: 'approval.ended' })
    expect(isTyping()).toBe(false)
    expect(present()).toMatchObject({ typing: 'offered', approval: { state: 'ended' } })
  })

  it('takes nothing away from somebody who types eight digits, or whose code is being read', async () => {
    const { journey, tellOfPhone, tell, tellTyped, armed, isTyping } = playPhone()
    journey.act({ type: 'type-in' })
    tellOfPhone({ type: 'approval.ended' })
    await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    expect(isTyping()).toBe(true)
    tellTyped({ type: 'typing.left' })
    await vi.advanceTimersByTimeAsync(defaultDelays.hint - 1)
    tell({ type: 'presentation.reading' })
    await vi.advanceTimersByTimeAsync(1)
    expect(armed).toHaveLength(1)
    tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    expect(armed).toHaveLength(2)
  })

  it('is followed by three others at most; the other ways go on', async () => {
    const { tellOfPhone, armed, present } = playPhone()
    for (let time = 0; time < 4; time++) {
      tellOfPhone({ type: 'approval.ended' })
      await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    }
    expect(armed).toHaveLength(4)
    expect(present()).toMatchObject({ typing: 'offered', approval: { state: 'unavailable' } })
  })

  it('promises no other one where none follows', async () => {
    const { tellOfPhone, present, isTyping } = playPhone()
    const states: string[] = []
    for (let time = 0; time < 4; time++) {
      tellOfPhone({ type: 'approval.approved' })
      tellOfPhone({ type: 'approval.ended' })
      states.push(present().approval?.state ?? 'none')
      expect(isTyping()).toBe(false)
      await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    }
    expect(states).toEqual(['ended', 'ended', 'ended', 'unavailable'])
  })
})

describe('an approval that nobody went on with', () => {
  const { present: limit, warning } = defaultDelays
  /** As long as the platform keeps an approval. */
  const validity = 180_000
  const asked = { seconds: 20, canStay: true }
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

  it.each([-defaultDelays.hint, 0, defaultDelays.hint])(
    'ends no later than without it, %i ms from the question of somebody’s double time',
    async (apart) => {
      const play = playJourney()
      play.journey.act({ type: 'start-easy' })
      play.toPresent()
      await pass(validity + apart)
      play.tellOfPhone({ type: 'approval.expired' })
      expect(play.journey.view().warning).toEqual(asked)
      await pass(warning - Math.max(apart, 0))
      expect(play.screen().name).toBe('attract')
      expect(play.armed).toHaveLength(1)
    },
  )

  it('asks at once where somebody answered once, and ends when nobody answers', async () => {
    for (const answered of [limit, limit + warning - 1]) {
      const play = playPhone()
      await pass(answered)
      play.journey.act({ type: 'stay' })
      await pass(validity - answered)
      play.tellOfPhone({ type: 'approval.expired' })
      expect(play.journey.view().warning).toEqual(asked)
      expect(play.present().approval).toEqual({ state: 'ended' })
      await pass(warning)
      expect(play.screen().name).toBe('attract')
      expect(play.armed).toHaveLength(1)
    }
  })

  it('is followed by another one for another check when somebody answers, three times at most', async () => {
    const play = playPhone()
    for (let time = 1; time <= 3; time++) {
      play.tellOfPhone({ type: 'approval.expired' })
      expect(play.armed).toHaveLength(time)
      play.journey.act({ type: 'stay' })
      expect(play.journey.view().warning).toBeNull()
      expect(play.armed).toHaveLength(time + 1)
      expect(play.present().approval).toEqual({ state: 'offering' })
    }
    play.tellOfPhone({ type: 'approval.expired' })
    expect(play.journey.view().warning).toBeNull()
    expect(play.present()).toMatchObject({ typing: 'offered', approval: { state: 'unavailable' } })
  })

  it('asks nothing while a code is read or typed, and when that came to nothing, asks then', async () => {
    const reading = playPhone()
    reading.tell({ type: 'presentation.reading' })
    reading.tellOfPhone({ type: 'approval.expired' })
    expect(reading.journey.view().warning).toBeNull()
    reading.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    await pass(defaultDelays.hint - 1)
    expect(reading.present().hint).toBe('not-a-code')
    expect(reading.journey.view().warning).toBeNull()
    await pass(1)
    expect(reading.journey.view().warning).toEqual(asked)

    const typing = playPhone()
    typing.journey.act({ type: 'type-in' })
    typing.tellOfPhone({ type: 'approval.expired' })
    expect(typing.isTyping()).toBe(true)
    expect(typing.journey.view().warning).toBeNull()
    typing.tellTyped({ type: 'typing.left' })
    expect(typing.journey.view().warning).toEqual(asked)
  })

  it('closes the view for its digits', () => {
    const { tellOfPhone, isTyping, journey } = playPhone()
    tellOfPhone({ type: 'approval.approved' })
    tellOfPhone({ type: 'approval.expired' })
    expect(isTyping()).toBe(false)
    expect(journey.view().warning).toEqual(asked)
  })

  it('has no answer where the time is extended no more', async () => {
    const play = playPhone()
    for (let time = 0; time < 10; time++) {
      await pass(limit)
      play.journey.act({ type: 'stay' })
    }
    play.tellOfPhone({ type: 'approval.expired' })
    expect(play.journey.view().warning).toEqual({ seconds: 20, canStay: false })
    play.journey.act({ type: 'stay' })
    expect(play.armed).toHaveLength(1)
    await pass(warning)
    expect(play.screen().name).toBe('attract')
  })
})

it('an approval declined under the question does not answer it', async () => {
  const { journey, tellOfPhone, armed } = playPhone()
  tellOfPhone({ type: 'approval.opened' })
  await vi.advanceTimersByTimeAsync(defaultDelays.present)
  tellOfPhone({ type: 'approval.ended' })
  await vi.advanceTimersByTimeAsync(defaultDelays.hint)
  expect(journey.view().warning).not.toBeNull()
  expect(armed).toHaveLength(1)
  journey.act({ type: 'stay' })
  await vi.advanceTimersByTimeAsync(defaultDelays.hint)
  expect(armed).toHaveLength(2)
})

describe('a platform that cannot be asked for an approval', () => {
  it('leaves the other ways open under the same check', async () => {
    const play = playPhone()
    play.tellOfPhone({ type: 'approval.unreachable' })
    expect(play.screen()).toMatchObject({
      name: 'present',
      typing: 'offered',
      approval: { state: 'unavailable' },
    })
    expect(play.armed).toHaveLength(1)
    await settle()
    expect(play.calledOff()).toBe(1)
  })

  it('does not take away digits that stand on the phone', () => {
    const { tellOfPhone, isTyping, present } = playPhone()
    tellOfPhone({ type: 'approval.approved' })
    tellOfPhone({ type: 'approval.unreachable' })
    expect(isTyping()).toBe(true)
    expect(present().approval).toEqual({ state: 'approved' })
  })
})
