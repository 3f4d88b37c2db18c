import { describe, expect, test } from 'vitest'
import { receiptNumberSchema } from '../check.ts'
import { type Admission, placeNameSchema, ticketNumberSchema } from './admission.ts'
import type { RosterEntry } from './roster.ts'
import { mayBeChecked, type StandingAsked, standingOf } from './ticket-standing.ts'

const minute = 60_000
const nine = Date.UTC(2026, 11, 5, 1)
const two = Date.UTC(2026, 11, 5, 6)
const name = (text: string) => placeNameSchema.parse(text)
const [morning, afternoon, evening] = [name('上午'), name('下午'), name('晚上')]
const [thisRoom, thatRoom] = [name('3-201'), name('3-202')]
const ticket = ticketNumberSchema.parse('0042')
const entry: RosterEntry = {
  ticket,
  session: morning,
  seat: name('07'),
  room: thisRoom,
  expected: 'a'.repeat(32),
  display: null,
}
const inTheAfternoon: RosterEntry = { ...entry, session: afternoon, room: thatRoom }
const admission: Admission = {
  seq: 1,
  kind: 'admitted',
  verdict: 'pass',
  session: morning,
  ticket,
  gate: '2',
  time: nine - 20 * minute,
  receipt: receiptNumberSchema.parse('0'.repeat(20)),
}

const at = (now: number, asked: Partial<StandingAsked> = {}) =>
  standingOf({
    entries: [entry],
    sessions: [
      { session: afternoon, start: two },
      { session: morning, start: nine },
    ],
    admission: null,
    session: morning,
    terms: { rooms: [thisRoom], opensBefore: 45, lateness: 15 },
    now,
    ...asked,
  })

describe('the time', () => {
  test.each([
    ['a moment before the gate opens', nine - 45 * minute - 1, 'too-early'],
    ['as the gate opens', nine - 45 * minute, 'on-time'],
    ['as the session begins', nine, 'on-time'],
    ['a moment after that', nine + 1, 'late'],
    ['in the last allowed minute', nine + 15 * minute, 'late'],
    ['a moment after that one', nine + 15 * minute + 1, 'too-late'],
  ])('%s', (_, now, standing) => {
    expect(at(now).standing).toBe(standing)
  })

  test('is told with the moments that matter', () => {
    expect(at(nine - 60 * minute)).toMatchObject({ opens: nine - 45 * minute })
    expect(at(nine + 5 * minute)).toMatchObject({ began: nine, closes: nine + 15 * minute })
    expect(at(nine + 60 * minute)).toMatchObject({ closed: nine + 15 * minute })
  })

  test('where no lateness is allowed, ends with the session’s beginning', () => {
    const terms = { opensBefore: 45, lateness: 0 }
    expect(at(nine, { terms }).standing).toBe('on-time')
    expect(at(nine + 1, { terms }).standing).toBe('too-late')
  })
})

describe('a ticket', () => {
  test('that was let in is refused, saying when and where, whatever else there is to say', () => {
    const refused = { standing: 'admitted-before', admission }
    expect(at(nine, { admission })).toEqual(refused)
    expect(at(two, { admission, entries: [] })).toEqual(refused)
  })

  test('that the roster does not have is told apart from one of another session', () => {
    expect(at(nine, { entries: [] })).toEqual({ standing: 'not-on-roster' })
    expect(at(nine, { entries: [inTheAfternoon] })).toEqual({
      standing: 'wrong-session',
      awaited: [{ session: afternoon, start: two, entry: inTheAfternoon }],
    })
  })

  test('of two sessions belongs to the one that is let in', () => {
    const entries = [inTheAfternoon, entry]
    expect(at(nine, { entries })).toEqual({ standing: 'on-time', entry })
    expect(at(nine, { entries, session: evening })).toMatchObject({
      standing: 'wrong-session',
      awaited: [{ session: morning }, { session: afternoon }],
    })
  })

  test('of another room is sent there, at whatever time', () => {
    const terms = { rooms: [thatRoom], opensBefore: 45, lateness: 15 }
    for (const now of [nine - 90 * minute, nine, nine + 90 * minute]) {
      expect(at(now, { terms })).toEqual({ standing: 'wrong-room', entry })
    }
    expect(at(nine, { entries: [{ ...entry, room: null }] }).standing).toBe('wrong-room')
  })

  test('of any room is let in by a gate that leads to all', () => {
    const terms = { opensBefore: 45, lateness: 15 }
    expect(at(nine, { terms }).standing).toBe('on-time')
    expect(at(nine, { terms, entries: [{ ...entry, room: null }] }).standing).toBe('on-time')
  })

  test('is checked on time or late within what is allowed, and never otherwise', () => {
    const checked = [nine - 60 * minute, nine, nine + minute, nine + 60 * minute].map((now) =>
      mayBeChecked(at(now)),
    )
    expect(checked).toEqual([false, true, true, false])
    expect(mayBeChecked(at(nine, { admission }))).toBe(false)
    expect(mayBeChecked(at(nine, { entries: [] }))).toBe(false)
  })
})
