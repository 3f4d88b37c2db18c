import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newBizSeq } from '../../shared/check.ts'
import { defaultDelays } from '../../shared/config.ts'
import { defaultCounterDelays } from '../../shared/counter/counter-config.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { HallStoreError } from '../hall-store/hall-store.ts'
import { sealedFor } from '../journey/journey-fixture.ts'
import { createLockOut } from './lock-out.ts'
import { counterConfig, fixturePin, nine, place, playCounter, ticket } from './counter-fixture.ts'

const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(nine - 20 * minute)
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
type Play = ReturnType<typeof playCounter>

async function number(play: Play, text: string) {
  play.act({ type: 'number', ticket: ticket(text) })
  await settle()
}

/** Has somebody checked from the number to the platform's word. */
async function check(play: Play, text: string | null, verdict: 'pass' | 'fail') {
  if (text !== null) await number(play, text)
  const presented = play.present()
  await settle()
  play.answer(verdict)
  await settle()
  return presented
}

const opened = async (kind: 'exam' | 'hotel', options?: Parameters<typeof playCounter>[1]) => {
  const play = playCounter(kind, options)
  await play.open(settle)
  return play
}

describe('a locked counter', () => {
  it('takes nothing but a PIN: nothing is armed, no number is looked up', async () => {
    const play = playCounter('exam')
    await number(play, '0042')
    play.act({ type: 'end-session' })
    expect(play.screen().name).toBe('locked')
    expect(play.armed).toEqual([])
  })

  it('stays locked on a wrong PIN and says so, and on the number of nobody', async () => {
    const play = playCounter('exam')
    play.act({ type: 'unlock', staff: 9, pin: fixturePin })
    await settle()
    expect(play.screen()).toMatchObject({ name: 'locked', refused: null })
    play.act({ type: 'unlock', staff: 0, pin: '0000' })
    await settle()
    expect(play.screen()).toMatchObject({ name: 'locked', refused: 'wrong-pin' })
    expect(play.ids()).toEqual(['counter.pin-refused'])
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    expect(play.screen().name).toBe('set-up')
  })

  it('does not look at a PIN while it waits, be it the right one', async () => {
    const until = Date.now() + minute
    const play = playCounter('exam', {
      lockOut: { waitUntil: () => until, attempt: () => 'waits', succeed: () => undefined },
    })
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    expect(play.screen()).toMatchObject({ name: 'locked', waitUntil: until })
  })

  it('lets nobody in, be the PIN right, where it cannot be kept that somebody tries, and says so', async () => {
    let isWritable = false
    const write = () => isWritable
    const lockOut = createLockOut({ read: () => null, write }, defaultCounterDelays, Date.now)
    const play = playCounter('exam', { lockOut })
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    expect(play.screen()).toMatchObject({ name: 'locked', refused: 'not-kept', waitUntil: null })
    expect(play.ids()).toEqual(['counter.lock-fault'])
    isWritable = true
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    expect(play.screen().name).toBe('set-up')
  })

  it('locks from the desk at any moment, and disarms', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    expect(play.isArmed()).toBe(true)
    play.act({ type: 'lock' })
    expect(play.screen().name).toBe('locked')
    expect(play.isArmed()).toBe(false)
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.lock', fields: { cause: 'asked' } })
  })

  it('locks by itself when nobody does anything, and not while people are checked', async () => {
    const play = await opened('hotel')
    await vi.advanceTimersByTimeAsync(defaultCounterDelays.idleLock - 1_000)
    play.tell({ type: 'presentation.reading' })
    await vi.advanceTimersByTimeAsync(defaultCounterDelays.idleLock - 1_000)
    expect(play.screen().name).toBe('desk')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(play.screen().name).toBe('locked')
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.lock', fields: { cause: 'idle' } })
  })

  it('ends a log-in when the shift is over, however busy the desk is', async () => {
    const play = await opened('hotel')
    for (let time = 0; time < defaultCounterDelays.shift; time += minute) {
      play.act({ type: 'activity' })
      await vi.advanceTimersByTimeAsync(minute)
    }
    expect(play.screen().name).toBe('locked')
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.lock', fields: { cause: 'shift' } })
  })

  it('keeps what was sent: a pass that comes when it was locked meanwhile lets the ticket in, once', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.present()
    await settle()
    play.act({ type: 'lock' })
    play.answer('pass')
    await settle()
    expect(play.screen().name).toBe('locked')
    await play.open(settle)
    await number(play, '0042')
    expect(play.desk().result).toMatchObject({ kind: 'admitted-before', gate: '2' })
  })

  it.each(['lock', 'end-session'] as const)(
    'keeps what was sent when the next session is set up before the platform answers, after %s',
    async (type) => {
      const play = await opened('exam')
      await number(play, '0042')
      play.present()
      await settle()
      play.act({ type })
      await settle()
      await play.open(settle)
      expect(play.ids()).not.toContain('counter.settled-late')
      play.answer('pass')
      await settle()
      expect(play.desk().tally).toMatchObject({ admitted: 1 })
      await number(play, '0042')
      expect(play.desk().result).toMatchObject({ kind: 'admitted-before', gate: '2' })
    },
  )
})

describe('setting a session up', () => {
  it('keeps in the journal under which notice, and where that stands', async () => {
    const play = await opened('exam')
    expect(play.recorded).toContainEqual({
      id: 'counter.session',
      fields: { notice: '2026-11-22', place: 'print' },
    })
    expect(play.desk()).toMatchObject({
      session: { name: '上午', rooms: ['3-201'] },
      step: { name: 'number' },
    })
  })

  it('takes no notice that is not configured, no session that is not there, no display that is not connected', async () => {
    const play = playCounter('exam')
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    const [notice] = counterConfig('exam').counter.notices
    if (notice === undefined) throw new Error('no notice')
    play.act({ type: 'begin-session', session: 7, notice, place: 'print' })
    play.act({ type: 'begin-session', session: 0, notice, place: 'display' })
    expect(play.screen()).toMatchObject({ name: 'set-up', places: ['print'] })
  })

  it('is to be done again when the display on which the notice stood is taken away, and what was sent is kept', async () => {
    const play = await opened('exam', { hasDisplay: true })
    await number(play, '0042')
    play.present()
    await settle()
    play.pullDisplay()
    await settle()
    expect(play.screen()).toMatchObject({ name: 'set-up', places: ['print'] })
    expect(play.isArmed()).toBe(false)
    play.answer('pass')
    await settle()
    expect(await play.store.historyOf(ticket('0042'))).toMatchObject([{ kind: 'admitted' }])
  })

  it('is not to be done again for a display when the notice stands in print', async () => {
    const play = await opened('exam')
    play.pullDisplay()
    expect(play.screen().name).toBe('desk')
  })

  it('begins none while the roster cannot be used, and says why', async () => {
    const fault = { fault: 'spreadsheet' } as const
    const play = playCounter('exam', { read: async () => ({ fault }) })
    await play.open(settle)
    expect(play.screen()).toMatchObject({ name: 'set-up', listFault: fault })
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.list', fields: { state: 'refused-file', count: 0 } })
  })

  it('shows what was kept of it before', async () => {
    const first = await opened('exam')
    await check(first, '0042', 'pass')
    const play = await opened('exam', { store: first.store })
    expect(play.views.at(-1)?.screen).toMatchObject({ tally: { admitted: 1 }, latest: [{ ticket: '0042' }] })
  })

  it('tells what was under way when the terminal ended, and how it came out', async () => {
    const { store } = playCounter('exam')
    const bizSeq = newBizSeq()
    await store.begin({ bizSeq, session: place('上午'), ticket: ticket('0042'), time: nine })
    const play = playCounter('exam', {
      store: {
        ...store,
        pending: async () => [{ bizSeq, session: place('上午'), ticket: ticket('0042'), time: nine }],
      },
    })
    play.act({ type: 'unlock', staff: 0, pin: fixturePin })
    await settle()
    expect(play.screen()).toMatchObject({ settled: [{ ticket: '0042', outcome: 'abandoned' }] })
    expect(play.recorded).toContainEqual({
      id: 'counter.settled-late',
      fields: { bizSeq, outcome: 'abandoned' },
    })
  })
})

describe('a candidate', () => {
  it('is shown with seat and text, and awaited by the pseudonym of the roster, under a check of their own', async () => {
    const play = await opened('exam')
    expect(play.isArmed()).toBe(false)
    await number(play, '0042')
    expect(play.desk().step).toMatchObject({
      name: 'present',
      whom: { ticket: '0042', place: '07', text: '理科' },
    })
    expect(play.armed.at(-1)).toMatchObject({ expected: 'A'.repeat(32), accepts: ['wallet-code'] })
    await check(play, null, 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'admitted', isLate: false, whom: { ticket: '0042' } })
    expect(play.desk().tally).toMatchObject({ admitted: 1, failed: 0, lately: 1 })
    await number(play, '0043')
    expect(new Set(play.armed.map(({ bizSeq }) => bizSeq)).size).toBe(2)
  })

  it('is never shown by pseudonym, on no screen', async () => {
    const play = await opened('exam', { hasDisplay: true })
    await check(play, '0042', 'pass')
    await check(play, '0043', 'fail')
    const shown = JSON.stringify([play.views, play.displays])
    expect(shown).toContain('0042')
    expect(shown).not.toContain('AAAA')
  })

  it('fails where somebody else stands there, and is let in when the right one comes', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'fail')
    expect(play.desk()).toMatchObject({ result: { kind: 'failed' }, step: { name: 'number' } })
    await check(play, '0042', 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'admitted' })
  })

  it('is refused the second time, with when and at which gate, and nothing is armed for it', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'pass')
    const at = Date.now()
    await vi.advanceTimersByTimeAsync(minute / 2)
    const before = play.armed.length
    await number(play, '0042')
    expect(play.desk().result).toMatchObject({ kind: 'admitted-before', at, gate: '2' })
    expect(play.armed).toHaveLength(before)
    expect(play.recorded.at(-1)).toEqual({
      id: 'counter.ticket-refused',
      fields: { reason: 'admitted-before' },
    })
  })

  it.each([
    ['7777', 'unknown-ticket', 0],
    ['0099', 'wrong-session', 0],
    ['0100', 'wrong-room', 0],
    ['0042', 'too-early', -60 * minute],
    ['0042', 'too-late', 36 * minute],
  ])('with ticket %s is told: %s', async (text, kind, later) => {
    const play = await opened('exam')
    vi.setSystemTime(Date.now() + later)
    await number(play, text)
    expect(play.desk()).toMatchObject({ result: { kind }, step: { name: 'number' } })
    expect(play.isArmed()).toBe(false)
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.ticket-refused', fields: { reason: kind } })
  })

  it('is let in on each day whose session has the same name, and not anew when its beginning is put off', async () => {
    const first = await opened('exam')
    await check(first, '0042', 'pass')
    const { store } = first
    const putOff = await opened('exam', { store, start: nine + 30 * minute })
    await number(putOff, '0042')
    expect(putOff.desk().result).toMatchObject({ kind: 'admitted-before', gate: '2' })
    vi.setSystemTime(nine + 24 * 60 * minute)
    const nextDay = await opened('exam', { store, start: nine + 24 * 60 * minute })
    expect(nextDay.desk().tally).toMatchObject({ admitted: 0 })
    await check(nextDay, '0042', 'pass')
    expect(nextDay.desk().result).toMatchObject({ kind: 'admitted' })
    expect(nextDay.desk().latest).toHaveLength(1)
  })

  it('who comes after the beginning and in time is let in as late', async () => {
    const play = await opened('exam')
    vi.setSystemTime(nine + 10 * minute)
    await check(play, '0042', 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'admitted', isLate: true })
  })

  it('for whom the readers were armed in time is not let in when the gate has closed meanwhile, and nothing is sent', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    for (let minutes = 0; minutes < 36; minutes++) {
      play.act({ type: 'activity' })
      await vi.advanceTimersByTimeAsync(minute)
    }
    play.present()
    await settle()
    expect(play.asked).toEqual([])
    expect(play.desk().result).toMatchObject({ kind: 'too-late', whom: { ticket: '0042' } })
    expect(await play.store.pending()).toEqual([])
  })

  it('gives way to another number that is typed before anything is presented', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    await number(play, '0043')
    expect(play.desk().step).toMatchObject({ name: 'present', whom: { ticket: '0043' } })
    expect(play.armed).toHaveLength(2)
    expect(play.disarmed()).toBe(1)
    expect(play.ids().filter((id) => id === 'check.abandoned')).toHaveLength(1)
    play.act({ type: 'clear' })
    expect(play.desk().step.name).toBe('number')
    expect(play.isArmed()).toBe(false)
  })

  it('is not recorded by the number of the ticket', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'pass')
    await number(play, '0042')
    expect(JSON.stringify(play.recorded)).not.toContain('0042')
  })
})

describe('a presentation', () => {
  it('of another check is dropped', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.tell({
      type: 'presentation.sealed',
      sealed: sealedFor({ bizSeq: newBizSeq(), accepts: ['wallet-code'] }),
    })
    await settle()
    expect(play.desk().step.name).toBe('present')
    expect(play.asked).toEqual([])
  })

  it('while the platform is asked finds nothing armed, and a number typed then is ignored', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.present()
    await settle()
    expect(play.isArmed()).toBe(false)
    await number(play, '0043')
    expect(play.desk().step).toMatchObject({ name: 'verifying', whom: { ticket: '0042' } })
    expect(play.asked).toHaveLength(1)
  })

  it('before a number was typed finds nothing armed', async () => {
    const play = await opened('exam')
    expect(play.isArmed()).toBe(false)
    expect(play.desk().step.name).toBe('number')
  })

  it('that could not be read is asked for again under the same check', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    const before = play.armed.length
    play.tell({ type: 'presentation.reading' })
    await vi.advanceTimersByTimeAsync(defaultDelays.reading)
    expect(play.desk().step).toMatchObject({ name: 'present', hint: 'read-again' })
    play.tell({ type: 'presentation.rejected', reason: 'not-a-code' })
    expect(play.desk().step).toMatchObject({ name: 'present', hint: 'not-a-code' })
    await vi.advanceTimersByTimeAsync(defaultDelays.hint)
    expect(play.desk().step).toMatchObject({ name: 'present', hint: 'none' })
    expect(play.armed).toHaveLength(before)
  })

  it('that a dying device host took with it is asked for again', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.tell({ type: 'presentation.reading' })
    play.tell({ type: 'presentation.interrupted' })
    expect(play.desk().step).toMatchObject({ name: 'present', hint: 'read-again' })
    play.present()
    await settle()
    expect(play.desk().step.name).toBe('verifying')
  })
})

describe('the result', () => {
  it('stands while the next guest is awaited, and goes with the first sign of them', async () => {
    const play = await opened('hotel')
    await check(play, null, 'pass')
    expect(play.desk()).toMatchObject({ result: { kind: 'checked' }, step: { name: 'present' } })
    expect(play.isArmed()).toBe(true)
    play.tell({ type: 'presentation.reading' })
    expect(play.desk()).toMatchObject({ result: null, step: { name: 'present', hint: 'reading' } })
  })

  it('stands on while the last guest’s card still lies there', async () => {
    const play = await opened('hotel')
    await check(play, null, 'pass')
    play.tell({ type: 'presentation.take-away-first' })
    expect(play.desk()).toMatchObject({
      result: { kind: 'checked' },
      step: { name: 'present', hint: 'take-away-first' },
    })
  })

  it('goes with the next number, and after a while by itself', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'fail')
    await number(play, '0043')
    expect(play.desk().result).toBeNull()
    await check(play, null, 'fail')
    await vi.advanceTimersByTimeAsync(defaultCounterDelays.result)
    expect(play.desk().result).toBeNull()
  })

  it('without a verdict is neither pass nor fail, keeps nothing, and the ticket can be checked again', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.present()
    await settle()
    play.asked.at(-1)?.reject(new VerificationUnavailable('offline'))
    await settle()
    expect(play.desk()).toMatchObject({
      result: { kind: 'unavailable', cause: 'network' },
      latest: [],
      tally: { admitted: 0, failed: 0 },
    })
    await check(play, '0042', 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'admitted' })
  })

  it('is no admission where the store cannot keep it', async () => {
    const { store } = playCounter('exam')
    const play = await opened('exam', {
      store: { ...store, settle: () => Promise.reject(new HallStoreError('disk')) },
    })
    await check(play, '0042', 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'unavailable', cause: 'store' })
    expect(play.recorded).toContainEqual({ id: 'counter.store-fault', fields: { fault: 'disk' } })
  })

  it('is told where the store does not answer a look-up, and nothing is armed', async () => {
    const { store } = playCounter('exam')
    const play = await opened('exam', {
      store: { ...store, admission: () => Promise.reject(new HallStoreError('damaged')) },
    })
    await number(play, '0042')
    expect(play.desk()).toMatchObject({
      result: { kind: 'unavailable', cause: 'store' },
      step: { name: 'number' },
    })
    expect(play.isArmed()).toBe(false)
    expect(play.recorded).toContainEqual({ id: 'counter.store-fault', fields: { fault: 'damaged' } })
    play.act({ type: 'search', ticket: ticket('0042') })
    await settle()
    expect(play.desk().found).toBeNull()
  })

  it('is not an undoing that the store did not keep', async () => {
    const { store } = playCounter('exam')
    const play = await opened('exam', {
      store: { ...store, undo: () => Promise.reject(new HallStoreError('disk')) },
    })
    await check(play, '0042', 'pass')
    play.act({ type: 'search', ticket: ticket('0042') })
    await settle()
    play.act({ type: 'undo', seq: 1, reason: 'practice' })
    await settle()
    expect(play.desk()).toMatchObject({ found: { undoable: 1, undone: 'not-kept' }, tally: { admitted: 1 } })
  })

  it('comes after a while whatever the platform does', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.present()
    await vi.advanceTimersByTimeAsync(defaultDelays.verification + defaultDelays.verificationGrace)
    expect(play.desk().result).toMatchObject({ kind: 'unavailable', cause: 'network' })
  })
})

describe('readers and platform', () => {
  it('that cannot be armed are not tried again by themselves', async () => {
    const play = await opened('hotel')
    play.tell({ type: 'presentation.impossible', reason: 'not-enrolled' })
    expect(play.desk()).toMatchObject({
      result: { kind: 'unavailable', cause: 'terminal' },
      step: { name: 'broken' },
    })
    const before = play.armed.length
    await vi.advanceTimersByTimeAsync(minute)
    expect(play.armed).toHaveLength(before)
    play.act({ type: 'clear' })
    expect(play.desk().step.name).toBe('present')
  })

  it('that are away stop the desk, and it goes on when they are back', async () => {
    const play = await opened('hotel')
    play.counter.setServiceable(false)
    expect(play.desk().step.name).toBe('stopped')
    expect(play.isArmed()).toBe(false)
    await number(play, 'B1002')
    expect(play.desk().step.name).toBe('stopped')
    play.counter.setServiceable(true)
    expect(play.desk().step.name).toBe('present')
  })

  it('that went away while it was locked stop the desk all the same', async () => {
    const play = playCounter('hotel')
    play.counter.setServiceable(false)
    await play.open(settle)
    expect(play.desk().step.name).toBe('stopped')
    expect(play.armed).toEqual([])
  })

  it('are told when a check is over, so that another device host takes its place', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'pass')
    expect(play.quiet()).toBe(1)
    await number(play, '0043')
    play.act({ type: 'clear' })
    expect(play.quiet()).toBe(2)
  })
})

describe('a guest', () => {
  it('may present at once, each under a check of their own that delivers nothing', async () => {
    const play = await opened('hotel')
    const first = await check(play, null, 'pass')
    const second = await check(play, null, 'pass')
    expect(first.bizSeq).not.toBe(second.bizSeq)
    expect(
      play.armed.every(({ retention, expected }) => retention === undefined && expected === undefined),
    ).toBe(true)
    expect(play.desk()).toMatchObject({ result: { kind: 'checked', delivery: 'not-asked' } })
    expect(play.desk().latest.map(({ ticket }) => ticket)).toEqual(['W2-0002', 'W2-0001'])
  })

  it('whose booking has a consent is asked before anything is armed, and it goes with the check', async () => {
    const play = await opened('hotel', { hasDisplay: true })
    await number(play, 'B1001')
    expect(play.desk().step).toMatchObject({ name: 'consent', whom: { ticket: 'B1001', place: '302' } })
    expect(play.display().screen).toEqual({ name: 'consent', question: 1 })
    expect(play.isArmed()).toBe(false)
    play.counter.actAtDisplay({ type: 'consent', question: 1, given: true })
    expect(play.armed.at(-1)).toMatchObject({ retention: 'D'.repeat(32) })
    expect(play.recorded).toContainEqual({
      id: 'counter.consent',
      fields: { answer: 'given', notice: '2026-11-22', place: 'display' },
    })
    await check(play, null, 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'checked', delivery: 'asked' })
  })

  it('who is asked on the display agrees there: staff cannot agree in their place', async () => {
    const play = await opened('hotel', { hasDisplay: true })
    await number(play, 'B1001')
    play.act({ type: 'consent', given: true })
    expect(play.desk().step.name).toBe('consent')
    expect(play.isArmed()).toBe(false)
    expect(play.ids()).not.toContain('counter.consent')
    play.act({ type: 'consent', given: false })
    expect(play.armed.at(-1)).not.toHaveProperty('retention')
  })

  it('is asked a question of their own: the answer to the one before is not theirs', async () => {
    const play = await opened('hotel', { hasDisplay: true })
    await number(play, 'B1001')
    await number(play, 'B1001')
    play.counter.actAtDisplay({ type: 'consent', question: 1, given: true })
    expect(play.desk().step.name).toBe('consent')
    play.act({ type: 'lock' })
    await play.open(settle)
    await number(play, 'B1001')
    expect(play.display().screen).toEqual({ name: 'consent', question: 3 })
    play.counter.actAtDisplay({ type: 'consent', question: 2, given: true })
    expect(play.desk().step.name).toBe('consent')
    expect(play.ids()).not.toContain('counter.consent')
    play.counter.actAtDisplay({ type: 'consent', question: 3, given: false })
    expect(play.armed.at(-1)).not.toHaveProperty('retention')
  })

  it('who read the printed sheet is asked by staff, who say what was answered', async () => {
    const play = await opened('hotel')
    await number(play, 'B1001')
    play.act({ type: 'consent', given: true })
    expect(play.armed.at(-1)).toMatchObject({ retention: 'D'.repeat(32) })
  })

  it('who does not agree is checked all the same, and nothing is delivered', async () => {
    const play = await opened('hotel')
    await number(play, 'B1001')
    play.act({ type: 'consent', given: false })
    expect(play.armed.at(-1)).not.toHaveProperty('retention')
    await check(play, null, 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'checked', delivery: 'not-asked' })
  })

  it('who does not answer is nobody’s consent, nor is the one before theirs', async () => {
    const play = await opened('hotel')
    await number(play, 'B1001')
    await vi.advanceTimersByTimeAsync(defaultCounterDelays.consent)
    expect(play.armed.at(-1)).not.toHaveProperty('retention')
    await number(play, 'B1001')
    play.act({ type: 'consent', given: true })
    await check(play, null, 'pass')
    expect(play.armed.at(-1)).not.toHaveProperty('retention')
  })

  it('whose booking has no consent is not asked for one', async () => {
    const play = await opened('hotel')
    await number(play, 'B1002')
    expect(play.desk().step).toMatchObject({ name: 'present', whom: { place: '303' } })
  })

  it('finds the display in their language, and the next one in the hall’s', async () => {
    const play = await opened('hotel', { hasDisplay: true })
    play.counter.actAtDisplay({ type: 'set-language', language: 'en' })
    expect(play.display().language).toBe('en')
    expect(play.counter.view().language).toBe('zh-CN')
    await check(play, null, 'pass')
    expect(play.display()).toMatchObject({ language: 'en', screen: { name: 'result', result: 'pass' } })
    play.tell({ type: 'presentation.reading' })
    expect(play.display().language).toBe('zh-CN')
  })

  it('may choose the display’s language while the result of the one before stands', async () => {
    const play = await opened('hotel', { hasDisplay: true })
    await check(play, null, 'pass')
    play.counter.actAtDisplay({ type: 'set-language', language: 'zh-Hant' })
    play.tell({ type: 'presentation.reading' })
    expect(play.display().language).toBe('zh-Hant')
  })
})

describe('looking somebody up', () => {
  it('finds what was kept of a ticket, and takes the admission back with a reason, once', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'pass')
    play.act({ type: 'search', ticket: ticket('0042') })
    await settle()
    expect(play.desk().found).toMatchObject({
      ticket: '0042',
      whom: { place: '07' },
      undoable: 1,
      undone: null,
    })
    play.act({ type: 'undo', seq: 1, reason: 'wrong-ticket' })
    play.act({ type: 'undo', seq: 1, reason: 'wrong-ticket' })
    await settle()
    expect(play.desk().found).toMatchObject({ undoable: null, undone: 'done' })
    play.act({ type: 'undo', seq: 1, reason: 'wrong-ticket' })
    await settle()
    expect(play.ids().filter((id) => id === 'counter.undone')).toHaveLength(1)
    expect(play.desk().tally).toMatchObject({ admitted: 0, undone: 1 })
    await check(play, '0042', 'pass')
    expect(play.desk().result).toMatchObject({ kind: 'admitted' })
  })

  it('takes back nothing that does not stand on the screen', async () => {
    const play = await opened('exam')
    await check(play, '0042', 'pass')
    play.act({ type: 'search', ticket: ticket('0043') })
    await settle()
    play.act({ type: 'undo', seq: 1, reason: 'practice' })
    await settle()
    expect(play.desk().tally).toMatchObject({ admitted: 1, undone: 0 })
  })

  it('goes on beside a check, and is closed with the session', async () => {
    const play = await opened('exam')
    await number(play, '0042')
    play.act({ type: 'search', ticket: ticket('0043') })
    await settle()
    expect(play.desk()).toMatchObject({ step: { name: 'present' }, found: { ticket: '0043' } })
    await check(play, null, 'pass')
    expect(play.desk()).toMatchObject({ result: { kind: 'admitted' }, found: { ticket: '0043' } })
    play.act({ type: 'close-search' })
    expect(play.desk().found).toBeNull()
  })
})

describe('exporting admissions', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passonly-counter-export-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const exports = (play: Play) => play.desk().exports

  it('writes those that hold to the configured folder, names the file, and goes on beside a check', async () => {
    const play = await opened('exam', { exports: folder })
    await check(play, '0042', 'pass')
    await check(play, '0043', 'fail')
    await number(play, '0043')
    expect(exports(play)).toEqual({ state: 'offered' })
    play.act({ type: 'export' })
    await vi.waitFor(() => expect(exports(play).state).toBe('written'))
    const name = 'admissions-2-20261205-084000.csv'
    expect(exports(play)).toEqual({ state: 'written', name })
    expect(readdirSync(folder)).toEqual([name])
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['\ufeff准考证号', '0042'])
    expect(play.recorded.at(-1)).toEqual({ id: 'counter.export', fields: { state: 'written' } })
    expect(play.isArmed()).toBe(true)
    play.act({ type: 'lock' })
    await play.open(settle)
    expect(exports(play)).toEqual({ state: 'offered' })
  })

  it('says where the folder is not there, and where the store does not answer', async () => {
    const gone = await opened('exam', { exports: join(folder, 'stick') })
    gone.act({ type: 'export' })
    await vi.waitFor(() => expect(exports(gone)).toEqual({ state: 'not-written' }))
    expect(gone.recorded.at(-1)).toEqual({ id: 'counter.export', fields: { state: 'not-written' } })

    const { store } = await opened('exam')
    const admissions = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new HallStoreError('disk')) }),
    })
    const silent = await opened('exam', { exports: folder, store: { ...store, admissions } })
    silent.act({ type: 'export' })
    await vi.waitFor(() => expect(exports(silent)).toEqual({ state: 'not-written' }))
    expect(silent.ids()).toContain('counter.store-fault')
    expect(readdirSync(folder)).toEqual([])
  })

  it('is not offered where no folder is configured, nor done when it is locked', async () => {
    const play = await opened('exam')
    play.act({ type: 'export' })
    await settle()
    expect(exports(play)).toEqual({ state: 'not-configured' })
    const locked = playCounter('exam', { exports: folder })
    locked.act({ type: 'export' })
    await settle()
    expect([...play.ids(), ...locked.ids()]).not.toContain('counter.export')
    expect(readdirSync(folder)).toEqual([])
  })
})
