import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvidenceKind } from '../../shared/check.ts'
import { defaultDelays } from '../../shared/config.ts'
import type { JourneyScreen, MethodId } from '../../shared/journey-view.ts'
import { fixtureConfig, playJourney } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

/** The hall's first service, for these alone. */
function servicesFor(subjects: (typeof fixtureConfig.services)[number]['subjects']): typeof fixtureConfig {
  return { ...fixtureConfig, services: fixtureConfig.services.map((service) => ({ ...service, subjects })) }
}

function playToSubject(config = fixtureConfig) {
  const play = playJourney(config)
  play.journey.act({ type: 'start' })
  play.journey.act({ type: 'choose-service', service: 'card' })
  play.journey.act({ type: 'agree', to: 'notice' })
  return play
}

/** With a guardian who has agreed, to where the guardian presents. */
function playChild(method: MethodId = 'network-identity') {
  const play = playToSubject()
  play.journey.act({ type: 'choose-subject', subject: 'child' })
  play.journey.act({ type: 'agree', to: 'guardian' })
  play.journey.act({ type: 'choose-method', method })
  if (method !== 'network-identity') play.journey.act({ type: 'agree', to: 'document' })
  const present = (): Extract<JourneyScreen, { name: 'present' }> => {
    const screen = play.screen()
    if (screen.name !== 'present') throw new Error(`this is ${screen.name}`)
    return screen
  }
  /** A piece as the readers bring it, for the check that is armed. */
  const piece = (kind: EvidenceKind, octet = 0) => {
    const check = play.armed.at(-1)
    if (!check) throw new Error('nothing is armed')
    return { kind, bizSeq: check.bizSeq, data: Uint8Array.of(0x30, octet) } as const
  }
  return { ...play, present, piece }
}

describe('whom it is for', () => {
  it('is asked after the notice, with what the service allows', () => {
    expect(playToSubject().screen()).toMatchObject({
      name: 'subject',
      subjects: ['self', 'supervised', 'child'],
    })
    expect(playToSubject(servicesFor(['self', 'supervised'])).screen()).toMatchObject({
      subjects: ['self', 'supervised'],
    })
  })

  it('is not asked where the service is for one alone', () => {
    const play = playToSubject(servicesFor(['supervised']))
    expect(play.screen()).toMatchObject({ name: 'method', subject: 'supervised' })
    play.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(play.armed).toMatchObject([{ subject: 'supervised' }])
    play.journey.act({ type: 'back' })
    play.journey.act({ type: 'back' })
    expect(play.screen().name).toBe('notice')
    expect(playToSubject(servicesFor(['child'])).screen().name).toBe('guardian-consent')
  })

  it.each(['self', 'supervised'] as const)('%s goes on to the method, and onto the check', (subject) => {
    const play = playToSubject()
    play.journey.act({ type: 'choose-subject', subject })
    expect(play.screen().name).toBe('method')
    play.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(play.armed).toMatchObject([{ subject }])
    expect(play.screen()).toMatchObject({ turn: 'own' })
    expect(play.recorded).toContainEqual({ id: 'journey.subject', fields: { subject } })
  })

  it('that the service does not allow is not chosen', () => {
    const play = playToSubject(servicesFor(['self', 'supervised']))
    play.journey.act({ type: 'choose-subject', subject: 'child' })
    expect(play.screen().name).toBe('subject')
  })

  it('of a child alone takes a notice agreed to twice for no guardian’s consent', () => {
    const play = playToSubject(servicesFor(['child']))
    expect(play.screen().name).toBe('guardian-consent')
    for (const to of ['notice', 'document'] as const) play.journey.act({ type: 'agree', to })
    expect(play.screen().name).toBe('guardian-consent')
    expect(play.recorded.filter(({ id }) => id === 'journey.guardian-consent')).toEqual([])
    play.journey.act({ type: 'agree', to: 'guardian' })
    expect(play.screen().name).toBe('method')
  })

  it('of a child asks for the guardian’s consent before anything is armed', () => {
    const play = playToSubject()
    play.journey.act({ type: 'choose-subject', subject: 'child' })
    expect(play.screen().name).toBe('guardian-consent')
    expect(play.armed).toEqual([])
    play.journey.act({ type: 'agree', to: 'guardian' })
    expect(play.screen()).toMatchObject({ name: 'method', subject: 'child' })
    expect(play.recorded.at(-1)).toEqual({
      id: 'journey.guardian-consent',
      fields: { notice: fixtureConfig.notice.version },
    })
    play.journey.act({ type: 'back' })
    expect(play.screen().name).toBe('guardian-consent')
    play.journey.act({ type: 'back' })
    expect(play.screen().name).toBe('subject')
  })

  it('is nothing the next citizen begins with', () => {
    const play = playChild()
    play.journey.act({ type: 'cancel' })
    play.toPresent()
    expect(play.armed.at(-1)).toMatchObject({ subject: 'self' })
  })

  it.each(['subject', 'guardian-consent'])('%s leads to the window', (name) => {
    const play = playToSubject()
    if (name === 'guardian-consent') play.journey.act({ type: 'choose-subject', subject: 'child' })
    expect(play.screen().name).toBe(name)
    play.journey.act({ type: 'go-to-window' })
    expect(play.screen().name).toBe('window')
  })
})

describe('a child’s check', () => {
  it('takes the guardian’s presentation and then the child’s, for one serial number, and asks once', async () => {
    const play = playChild()
    expect(play.present()).toMatchObject({ turn: 'guardian', approval: { state: 'offering' } })
    const guardians = play.piece('wallet-code', 1)
    play.tell({ type: 'presentation.sealed', sealed: guardians })
    expect(play.present()).toMatchObject({ turn: 'child', approval: null, typing: 'offered' })
    expect(play.asked).toEqual([])
    expect(play.armed).toHaveLength(2)
    expect(play.armed[1]?.bizSeq).toBe(play.armed[0]?.bizSeq)
    expect(play.disarmed()).toBe(0)
    const childs = play.piece('dynamic-code', 2)
    play.tell({ type: 'presentation.sealed', sealed: childs })
    await settle()
    expect(play.asked).toMatchObject([{ check: { subject: 'child' }, sealed: [guardians, childs] }])
    play.asked[0]?.resolve('pass')
    await settle()
    expect(play.screen().name).toBe('pass')
    expect(play.recorded.filter(({ id }) => id === 'check.init')).toHaveLength(1)
  })

  it('takes an approval by phone of the guardian alone', () => {
    const play = playChild()
    expect(play.offered).toMatchObject([{ check: { subject: 'child' } }])
    play.tellOfPhone({ type: 'approval.approved' })
    play.tell({ type: 'presentation.sealed', sealed: play.piece('phone-approval') })
    expect(play.isTyping()).toBe(false)
    expect(play.calledOff()).toBe(1)
    expect(play.armed[1]?.accepts).toEqual(['wallet-code', 'dynamic-code'])
    play.journey.act({ type: 'type-in' })
    expect(play.typed.at(-1)?.form).toBe('dynamic-code')
  })

  it.each(['identity-card', 'travel-document'] as const)('reads two documents: %s', async (method) => {
    const play = playChild(method)
    const kind = method === 'identity-card' ? 'resident-card' : 'travel-document'
    play.tell({ type: 'presentation.document-key' })
    play.tell({ type: 'presentation.sealed', sealed: play.piece(kind, 1) })
    expect(play.present()).toMatchObject({ turn: 'child', documentKey: false })
    play.tell({ type: 'presentation.take-away-first' })
    expect(play.present()).toMatchObject({ turn: 'child', hint: 'take-away-first' })
    play.tell({ type: 'presentation.sealed', sealed: play.piece(kind, 2) })
    await settle()
    expect(play.asked[0]?.sealed).toHaveLength(2)
  })

  it('waits for the child as long as for anybody, and no longer', async () => {
    const play = playChild()
    await vi.advanceTimersByTimeAsync(defaultDelays.present - 1)
    play.tell({ type: 'presentation.sealed', sealed: play.piece('wallet-code') })
    await vi.advanceTimersByTimeAsync(defaultDelays.present - 1)
    expect(play.present().turn).toBe('child')
    expect(play.journey.view().warning).toBeNull()
    await vi.advanceTimersByTimeAsync(1 + defaultDelays.warning)
    expect(play.screen().name).toBe('attract')
    expect(play.disarmed()).toBe(1)
  })

  it('begins with the guardian again after a fail, for another check', async () => {
    const play = playChild()
    for (const octet of [1, 2])
      play.tell({ type: 'presentation.sealed', sealed: play.piece('wallet-code', octet) })
    await settle()
    play.asked[0]?.resolve('fail')
    await settle()
    play.journey.act({ type: 'retry' })
    expect(play.present()).toMatchObject({ turn: 'guardian', approval: { state: 'offering' } })
    expect(play.armed[2]?.bizSeq).not.toBe(play.armed[0]?.bizSeq)
    expect(play.armed[2]?.accepts).toContain('phone-approval')
  })

  it('takes no piece of another check', () => {
    const play = playChild()
    const strange = { ...play.piece('wallet-code'), bizSeq: playChild().piece('wallet-code').bizSeq }
    play.tell({ type: 'presentation.sealed', sealed: strange })
    expect(play.present().turn).toBe('guardian')
  })
})
