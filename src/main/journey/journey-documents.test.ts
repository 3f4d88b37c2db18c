import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainAccess } from '../../shared/access.ts'
import { defaultDelays } from '../../shared/config.ts'
import type { JourneyScreen } from '../../shared/journey-view.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

const settle = () => vi.advanceTimersByTimeAsync(0)

type Present = Extract<JourneyScreen, { name: 'present' }>

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function playDocument(config = fixtureConfig) {
  const play = playJourney(config)
  play.toDocument()
  play.journey.act({ type: 'agree', to: 'document' })
  const present = (): Present => {
    const screen = play.screen()
    if (screen.name !== 'present') throw new Error(`this is ${screen.name}`)
    return screen
  }
  return { ...play, present }
}

describe('a travel document', () => {
  it('is read only after a consent of its own', () => {
    const play = playJourney()
    play.toDocument()
    expect(play.screen()).toMatchObject({ name: 'document-notice', method: 'travel-document' })
    expect(play.armed).toHaveLength(0)
    play.journey.act({ type: 'agree', to: 'document' })
    expect(play.armed).toMatchObject([{ accepts: ['travel-document'], authMode: 'D02', policy: 'hall-d02' }])
    expect(play.recorded).toContainEqual({ id: 'journey.method', fields: { method: 'travel-document' } })
  })

  it('is waited for once its key was taken, which a refusal of the document forgets', () => {
    const { present, tell } = playDocument()
    expect(present()).toMatchObject({ documentKey: false, typing: 'offered' })
    tell({ type: 'presentation.document-key' })
    expect(present()).toMatchObject({ documentKey: true, typing: 'not-offered', hint: 'none' })
    tell({ type: 'presentation.reading' })
    expect(present().hint).toBe('reading')
    tell({ type: 'presentation.rejected', reason: 'chip-not-genuine' })
    expect(present()).toMatchObject({ documentKey: false, hint: 'document-unusable', typing: 'offered' })
  })

  it.each([
    ['document-moved', 'lay-back', true],
    ['read-interrupted', 'read-again', true],
    ['not-a-document-key', 'not-a-document-key', false],
    ['document-key-wrong', 'document-key-wrong', false],
    ['document-unknown', 'document-unusable', false],
    ['document-not-trusted', 'document-unusable', false],
  ] as const)('%s says %s; its key is kept: %s', (reason, hint, documentKey) => {
    const { present, tell } = playDocument()
    tell({ type: 'presentation.document-key' })
    tell({ type: 'presentation.rejected', reason })
    expect(present()).toMatchObject({ hint, documentKey })
  })

  it('that was lifted is asked to be laid back', () => {
    const { present, tell } = playDocument()
    tell({ type: 'presentation.document-key' })
    tell({ type: 'presentation.reading' })
    tell({ type: 'presentation.lay-back' })
    expect(present()).toMatchObject({ hint: 'lay-back', documentKey: true })
  })

  it('has to give its key again when the device host died', () => {
    const { present, tell } = playDocument()
    tell({ type: 'presentation.document-key' })
    tell({ type: 'presentation.interrupted' })
    expect(present()).toMatchObject({ hint: 'read-again', documentKey: false })
  })

  it('has more time to be presented, and to be read', async () => {
    const { present, tell, screen } = playDocument()
    await vi.advanceTimersByTimeAsync(defaultDelays.present)
    tell({ type: 'presentation.document-key' })
    tell({ type: 'presentation.reading' })
    await vi.advanceTimersByTimeAsync(defaultDelays.readingDocument - 1)
    expect(present().hint).toBe('reading')
    await vi.advanceTimersByTimeAsync(1)
    expect(present().hint).toBe('read-again')
    await vi.advanceTimersByTimeAsync(defaultDelays.presentDocument)
    expect(screen().name).toBe('attract')
  })

  it('goes to a verdict, and a retry asks for its key again', async () => {
    const play = playDocument()
    play.tell({ type: 'presentation.document-key' })
    const check = play.armed.at(-1)
    if (!check) throw new Error('nothing is armed')
    play.tell({
      type: 'presentation.sealed',
      sealed: { kind: 'travel-document', bizSeq: check.bizSeq, data: new Uint8Array(2) },
    })
    await settle()
    play.asked[0]?.resolve('fail')
    await settle()
    play.journey.act({ type: 'retry' })
    expect(play.screen()).toMatchObject({ name: 'present', method: 'travel-document', documentKey: false })
  })

  it('is not taken where the hall does not offer it', () => {
    const play = playJourney({ ...fixtureConfig, methods: ['network-identity', 'window'] })
    play.toDocument()
    expect(play.screen().name).toBe('method')
  })
})

describe('typing', () => {
  it('opens the view for the eight digits, for the check that is armed, and closes it', () => {
    const play = playJourney()
    play.toPresent()
    expect(play.screen()).toMatchObject({ typing: 'offered', terminal: '12345678' })
    play.journey.act({ type: 'type-in' })
    expect(play.screen()).toMatchObject({ typing: 'open' })
    const check = play.armed.at(-1)
    expect(check?.accepts).toEqual(['wallet-code', 'dynamic-code', 'phone-approval'])
    expect(play.typed).toEqual([
      { bizSeq: check?.bizSeq, form: 'dynamic-code', language: 'zh-CN', access: plainAccess },
    ])
    play.journey.act({ type: 'stop-typing' })
    expect(play.isTyping()).toBe(false)
    expect(play.screen()).toMatchObject({ typing: 'offered' })
    expect(play.armed).toHaveLength(1)
  })

  it('is not offered where the phone has to show a face', () => {
    const { platform } = fixtureConfig
    const play = playJourney({ ...fixtureConfig, platform: { ...platform, authMode: 'R04' } })
    play.toPresent()
    expect(play.armed.at(-1)?.accepts).toEqual(['wallet-code', 'phone-approval'])
    play.journey.act({ type: 'type-in' })
    expect(play.screen()).toMatchObject({ typing: 'not-offered' })
    expect(play.typed).toEqual([])
  })

  it('is not offered for a resident card', () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    play.journey.act({ type: 'type-in' })
    expect(play.screen()).toMatchObject({ typing: 'not-offered' })
  })

  it('of a document’s key ends when the key was taken', () => {
    const { journey, present, tell, typed, isTyping } = playDocument()
    journey.act({ type: 'type-in' })
    expect(typed).toMatchObject([{ form: 'document-key' }])
    tell({ type: 'presentation.document-key' })
    expect(present()).toMatchObject({ typing: 'not-offered', documentKey: true })
    expect(isTyping()).toBe(false)
  })

  it('goes on while a rejected scan is hinted at', () => {
    const { journey, present, tell } = playDocument()
    journey.act({ type: 'type-in' })
    tell({ type: 'presentation.rejected', reason: 'not-a-document-key' })
    expect(present()).toMatchObject({ typing: 'open', hint: 'not-a-document-key' })
  })

  it.each([
    ['the device host died', { type: 'presentation.interrupted' }],
    ['the readers are gone', { type: 'presentation.impossible', reason: 'no-device' }],
  ] as const)('ends when %s', (_what, event) => {
    const { journey, tell, isTyping } = playDocument()
    journey.act({ type: 'type-in' })
    tell(event)
    expect(isTyping()).toBe(false)
  })

  it.each(['back', 'cancel', 'go-to-window'] as const)('ends with %s', (type) => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    play.journey.act({ type })
    expect(play.isTyping()).toBe(false)
    expect(play.screen().name).not.toBe('present')
  })

  it('ends when the citizen leaves the view', () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    play.tellTyped({ type: 'typing.left' })
    expect(play.isTyping()).toBe(false)
    expect(play.screen()).toMatchObject({ name: 'present', typing: 'offered' })
  })

  it('ends with another language, in which it is opened again', () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    play.journey.act({ type: 'set-language', language: 'en' })
    expect(play.isTyping()).toBe(false)
    play.journey.act({ type: 'type-in' })
    expect(play.typed.at(-1)?.language).toBe('en')
  })

  it('keeps the terminal waiting as long as somebody types', async () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    for (let time = 0; time < 4; time++) {
      await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
      play.tellTyped({ type: 'typing.activity' })
    }
    expect(play.screen()).toMatchObject({ name: 'present', typing: 'open' })
    expect(play.typed).toHaveLength(1)
  })

  it('that somebody left asks whether they are there, in its own view, and ends', async () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(play.toldTyping).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(play.toldTyping).toEqual([{ type: 'typing.warned', seconds: 20 }])
    expect(play.journey.view().warning).toBeNull()
    await vi.advanceTimersByTimeAsync(defaultDelays.warning - 1)
    expect(play.isTyping()).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(play.screen().name).toBe('attract')
    expect(play.isTyping()).toBe(false)
  })

  it.each(['in the view', 'above it'])('goes on with a touch %s after that question', async (where) => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle)
    if (where === 'in the view') play.tellTyped({ type: 'typing.activity' })
    else play.journey.act({ type: 'activity' })
    expect(play.toldTyping.at(-1)).toEqual({ type: 'typing.calm' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(play.isTyping()).toBe(true)
    expect(play.toldTyping).toHaveLength(2)
  })

  it('is asked for in one place alone, where the time to present is the shorter one', async () => {
    const play = playJourney({ ...fixtureConfig, delays: { idle: 200_000 } })
    play.toPresent()
    play.journey.act({ type: 'type-in' })
    await vi.advanceTimersByTimeAsync(199_999)
    expect(play.journey.view().warning).toBeNull()
    expect(play.toldTyping).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(play.toldTyping).toHaveLength(1)
    expect(play.journey.view().warning).toBeNull()
  })
})
