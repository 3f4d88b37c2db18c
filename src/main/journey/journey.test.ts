import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newBizSeq } from '../../shared/check.ts'
import { defaultDelays } from '../../shared/config.ts'
import type { JourneyAction } from '../../shared/ipc.ts'
import { unavailableReasons, VerificationUnavailable } from '../../shared/verdict.ts'
import { fixtureConfig, playJourney, sealedFor } from './journey-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

describe('the way through', () => {
  it('goes attract, service, notice, method, present, verifying, pass and back to attract', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    play.asked[0]?.resolve('pass')
    await settle()
    await vi.advanceTimersByTimeAsync(defaultDelays.verdict)
    const names = play.views.map(({ screen }) => screen.name)
    expect(names.filter((name, index) => name !== names[index - 1])).toEqual([
      'attract',
      'service',
      'notice',
      'subject',
      'method',
      'present',
      'verifying',
      'pass',
      'attract',
    ])
  })

  it('tells the platform about the very check that was armed', async () => {
    const play = playJourney()
    play.toPresent()
    const check = play.present()
    await settle()
    expect(play.asked[0]?.check).toBe(check)
    expect(play.asked[0]?.sealed[0].bizSeq).toBe(check.bizSeq)
  })

  it('fail is a screen of its own, and a retry makes a new check', async () => {
    const play = playJourney()
    play.toPresent()
    const first = play.present()
    await settle()
    play.asked[0]?.resolve('fail')
    await settle()
    expect(play.screen()).toEqual({ name: 'fail', canRetry: true })
    play.journey.act({ type: 'retry' })
    expect(play.screen().name).toBe('present')
    expect(play.armed).toHaveLength(2)
    expect(play.armed[1]?.bizSeq).not.toBe(first.bizSeq)
  })

  it('after two retries only the window is left', async () => {
    const play = playJourney()
    play.toPresent()
    for (let round = 0; round < 3; round++) {
      play.present()
      await settle()
      play.asked.at(-1)?.resolve('fail')
      await settle()
      play.journey.act({ type: 'retry' })
    }
    expect(play.screen()).toEqual({ name: 'fail', canRetry: false })
    play.journey.act({ type: 'go-to-window' })
    expect(play.screen().name).toBe('window')
  })

  it('a service that is not offered is not chosen', () => {
    const play = playJourney()
    play.journey.act({ type: 'start' })
    play.journey.act({ type: 'choose-service', service: 'other' })
    expect(play.screen().name).toBe('service')
  })
})

describe('without a verdict', () => {
  it.each(unavailableReasons)('%s is neither pass nor fail', async (reason) => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    play.asked[0]?.reject(new VerificationUnavailable(reason))
    await settle()
    expect(play.screen().name).toBe('unavailable')
  })

  it('a client that never answers is given up', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await vi.advanceTimersByTimeAsync(defaultDelays.verification + 2_000)
    expect(play.screen()).toEqual({ name: 'unavailable', cause: 'network', canRetry: true })
    expect(play.asked[0]?.signal.aborted).toBe(true)
  })

  it('a verdict that comes too late changes nothing', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    play.journey.act({ type: 'cancel' })
    play.asked[0]?.resolve('pass')
    await settle()
    expect(play.screen().name).toBe('attract')
  })

  it('an untrusted platform certificate ends the check before anything is sent', () => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.impossible', reason: 'platform-untrusted' })
    expect(play.screen().name).toBe('unavailable')
    expect(play.asked).toHaveLength(0)
    expect(play.recorded.find(({ id }) => id === 'check.unavailable')?.fields).toMatchObject({
      reason: 'platform-untrusted',
    })
  })
})

describe('arming', () => {
  it('happens in present and nowhere else', () => {
    const play = playJourney()
    play.journey.act({ type: 'start' })
    play.journey.act({ type: 'choose-service', service: 'card' })
    play.journey.act({ type: 'agree', to: 'notice' })
    play.journey.act({ type: 'choose-subject', subject: 'self' })
    expect(play.armed).toHaveLength(0)
    play.journey.act({ type: 'choose-method', method: 'network-identity' })
    expect(play.armed).toHaveLength(1)
    play.journey.act({ type: 'back' })
    expect(play.disarmed()).toBe(1)
  })

  it('ends when something was sealed', () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    expect(play.disarmed()).toBe(1)
  })

  it('evidence sealed for another check is ignored', () => {
    const play = playJourney()
    play.toPresent()
    play.tell({
      type: 'presentation.sealed',
      sealed: sealedFor({ bizSeq: newBizSeq(), accepts: ['wallet-code'] }),
    })
    expect(play.screen().name).toBe('present')
  })

  it('says when nobody waits for the readers any more', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    expect(play.quiet()).toBe(0)
    play.asked[0]?.resolve('pass')
    await settle()
    expect(play.quiet()).toBe(1)
  })
})

describe('what the present screen says', () => {
  const hintAfter = (play: ReturnType<typeof playJourney>) => {
    const screen = play.screen()
    return screen.name === 'present' ? screen.hint : screen.name
  }

  it('reading at the first byte', () => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.reading' })
    expect(hintAfter(play)).toBe('reading')
  })

  it('not a code, for a while, and stays armed', async () => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.reading' })
    play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    expect(hintAfter(play)).toBe('not-a-code')
    await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    expect(hintAfter(play)).toBe('none')
    expect(play.disarmed()).toBe(0)
  })

  it.each(['device-gone', 'incomplete'] as const)('please again, when the code was %s', (reason) => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.rejected', reason })
    expect(hintAfter(play)).toBe('read-again')
  })

  it('please again, when the device host died', () => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.interrupted' })
    expect(hintAfter(play)).toBe('read-again')
  })

  it('please again, when a code began and never ended', async () => {
    const play = playJourney()
    play.toPresent()
    play.tell({ type: 'presentation.reading' })
    await vi.advanceTimersByTimeAsync(defaultDelays.reading)
    expect(hintAfter(play)).toBe('read-again')
  })
})

describe('leaving', () => {
  const ways: [string, (play: ReturnType<typeof playJourney>) => Promise<void>][] = [
    ['service', async (play) => play.journey.act({ type: 'start' })],
    ['present', async (play) => play.toPresent()],
    [
      'verifying',
      async (play) => {
        play.toPresent()
        play.present()
        await settle()
      },
    ],
    ['window', async (play) => play.journey.act({ type: 'go-to-window' })],
  ]
  it.each(ways)('cancel in %s goes to the start and forgets the language', async (name, go) => {
    const play = playJourney()
    play.journey.act({ type: 'set-language', language: 'en' })
    await go(play)
    expect(play.screen().name).toBe(name)
    expect(play.journey.view().language).toBe('en')
    play.journey.act({ type: 'cancel' })
    expect(play.screen().name).toBe('attract')
    expect(play.journey.view().language).toBe('zh-CN')
  })

  it.each([0, defaultDelays.idle * 2])(
    'a language chosen %i ms after the start screen came and left alone is forgotten too',
    async (later) => {
      const play = playJourney()
      await vi.advanceTimersByTimeAsync(later)
      play.journey.act({ type: 'set-language', language: 'en' })
      await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
      expect(play.journey.view().language).toBe('en')
      await vi.advanceTimersByTimeAsync(1)
      expect(play.journey.view().language).toBe('zh-CN')
    },
  )

  it('a language stays while somebody at the start screen reads in it', async () => {
    const play = playJourney()
    play.journey.act({ type: 'set-language', language: 'en' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    play.journey.act({ type: 'activity' })
    await vi.advanceTimersByTimeAsync(defaultDelays.idle - 1)
    expect(play.journey.view().language).toBe('en')
  })

  it('actions of other screens are ignored', () => {
    const stray: JourneyAction[] = [
      { type: 'agree', to: 'notice' },
      { type: 'retry' },
      { type: 'back' },
      { type: 'choose-method', method: 'network-identity' },
      { type: 'choose-service', service: 'other' },
      { type: 'stay' },
      { type: 'help-over' },
      { type: 'go-on' },
    ]
    const play = playJourney()
    for (const action of stray) play.journey.act(action)
    expect(play.screen().name).toBe('attract')
  })

  it('after a pass nothing more is asked: actions of other screens arm nothing and lead nowhere', async () => {
    const acts: JourneyAction[] = [
      { type: 'start' },
      { type: 'choose-service', service: 'card' },
      { type: 'agree', to: 'notice' },
      { type: 'choose-subject', subject: 'self' },
      { type: 'choose-method', method: 'identity-card' },
      { type: 'type-in' },
      { type: 'retry' },
      { type: 'back' },
      { type: 'go-to-window' },
      { type: 'start-easy' },
      { type: 'stay' },
      { type: 'help-over' },
      { type: 'go-on' },
    ]
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    play.asked[0]?.resolve('pass')
    await settle()
    for (const action of acts) {
      play.journey.act(action)
      expect([action.type, play.screen().name]).toEqual([action.type, 'pass'])
    }
    expect([play.armed.length, play.asked.length]).toEqual([1, 1])
  })

  it('out of service ends whatever goes on, and only the terminal itself comes back', () => {
    const play = playJourney()
    play.toPresent()
    play.journey.setServiceable(false)
    expect(play.screen().name).toBe('out-of-service')
    expect(play.disarmed()).toBe(1)
    play.journey.act({ type: 'start' })
    play.journey.act({ type: 'cancel' })
    expect(play.screen().name).toBe('out-of-service')
    play.journey.setServiceable(true)
    expect(play.screen().name).toBe('attract')
  })
})

describe('a resident card', () => {
  it('is read only after a consent of its own', () => {
    const play = playJourney()
    play.toCard()
    expect(play.screen()).toMatchObject({ name: 'document-notice', service: '补办' })
    expect(play.armed).toHaveLength(0)
    play.journey.act({ type: 'agree', to: 'document' })
    expect(play.screen()).toMatchObject({ name: 'present', method: 'identity-card' })
    expect(play.armed).toMatchObject([{ accepts: ['resident-card'], authMode: 'D01', policy: 'hall-d01' }])
  })

  it('goes the same way to a verdict, and a retry waits for a card again', async () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    play.present()
    await settle()
    expect(play.asked[0]?.sealed[0].kind).toBe('resident-card')
    play.asked[0]?.resolve('fail')
    await settle()
    play.journey.act({ type: 'retry' })
    expect(play.screen()).toMatchObject({ name: 'present', method: 'identity-card' })
    expect(play.armed.at(-1)).toMatchObject({ accepts: ['resident-card'] })
  })

  it('is not read because something else was agreed to, nor is the notice by another consent', () => {
    const play = playJourney()
    play.toCard()
    for (const to of ['notice', 'guardian'] as const) play.journey.act({ type: 'agree', to })
    expect(play.screen().name).toBe('document-notice')
    expect(play.armed).toHaveLength(0)
    play.journey.act({ type: 'cancel' })
    play.journey.act({ type: 'choose-service', service: 'card' })
    for (const to of ['document', 'guardian'] as const) play.journey.act({ type: 'agree', to })
    expect(play.screen().name).toBe('notice')
  })

  it('that is not agreed to is not read', () => {
    for (const act of ['back', 'go-to-window', 'cancel'] as const) {
      const play = playJourney()
      play.toCard()
      play.journey.act({ type: act })
      expect(play.screen().name).not.toBe('present')
      expect(play.armed).toHaveLength(0)
    }
  })

  it('is not taken where the hall does not offer it', () => {
    const play = playJourney({ ...fixtureConfig, methods: ['network-identity', 'window'] })
    play.toCard()
    expect(play.screen().name).toBe('method')
  })

  it.each([
    ['card-moved', 'read-again'],
    ['read-interrupted', 'read-again'],
    ['card-not-accepted', 'card-unusable'],
    ['card-unknown', 'card-unusable'],
    ['text-invalid', 'card-unusable'],
  ] as const)('refused as %s makes the screen say %s, and stays waited for', (reason, hint) => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    play.tell({ type: 'presentation.reading' })
    play.tell({ type: 'presentation.rejected', reason })
    expect(play.screen()).toMatchObject({ name: 'present', hint })
    expect(play.disarmed()).toBe(0)
  })

  it('that still lies there is asked to be taken away', () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    play.tell({ type: 'presentation.take-away-first' })
    expect(play.screen()).toMatchObject({ hint: 'take-away-first' })
  })

  it('leaves its consent in the record', async () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    expect(play.recorded.map(({ id }) => id)).toEqual([
      'journey.start',
      'journey.consent',
      'journey.subject',
      'journey.method',
      'journey.document-consent',
      'check.init',
    ])
  })

  it('is nothing the next citizen begins with', () => {
    const play = playJourney()
    play.toCard()
    play.journey.act({ type: 'agree', to: 'document' })
    play.journey.act({ type: 'cancel' })
    play.toPresent()
    expect(play.screen()).toMatchObject({ name: 'present', method: 'network-identity' })
    expect(play.armed.at(-1)).toMatchObject({
      accepts: ['wallet-code', 'dynamic-code', 'phone-approval'],
      authMode: 'R01',
    })
  })
})

describe('the record', () => {
  it('tells a whole journey and nothing of the person', async () => {
    const play = playJourney()
    play.toPresent()
    play.present()
    await settle()
    play.asked[0]?.resolve('pass')
    await settle()
    await vi.advanceTimersByTimeAsync(defaultDelays.verdict)
    expect(play.recorded.map(({ id }) => id)).toEqual([
      'journey.start',
      'journey.consent',
      'journey.subject',
      'journey.method',
      'check.init',
      'journey.end',
    ])
    expect(play.recorded.at(-1)?.fields).toEqual({ end: 'verdict', duration: defaultDelays.verdict })
  })

  it('tells a time-out from a cancelled journey', async () => {
    const play = playJourney()
    play.toPresent()
    play.journey.act({ type: 'cancel' })
    play.toPresent()
    await vi.advanceTimersByTimeAsync(defaultDelays.present + defaultDelays.warning)
    const ends = play.recorded.filter(({ id }) => id === 'journey.end')
    expect(ends.map(({ fields }) => fields)).toMatchObject([{ end: 'cancelled' }, { end: 'timed-out' }])
    expect(play.recorded.filter(({ id }) => id === 'check.abandoned')).toHaveLength(2)
  })
})
