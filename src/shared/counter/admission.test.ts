import { describe, expect, test } from 'vitest'
import { readPlaceName, readTicketNumber } from './admission.ts'
import { examTermsSchema } from './exam-terms.ts'

describe('a ticket number', () => {
  test.each([
    ['0042', '0042'],
    [' ００４２\t', '0042'],
    ['ａ－7', 'A-7'],
    ['2026120500000042', '2026120500000042'],
  ])('%j is %s', (typed, number) => {
    expect(readTicketNumber(typed)).toBe(number)
  })

  test.each([
    '',
    ' ',
    '-7',
    '=7',
    '7 8',
    '7,8',
    '七',
    '7\n8',
    '1'.repeat(33),
    '11010519491231002X',
    '11010519491231002x',
    'A11010519491231002X',
    '110105-19491231-002X',
  ])('%j is none', (typed) => {
    expect(readTicketNumber(typed)).toBeNull()
  })
})

describe('the name of a session, room or seat', () => {
  test.each(['上午', '3-201', '07', 'A 区 3 层', '第一场（语文）', '语文·上午'])('may be %s', (name) => {
    expect(readPlaceName(name)).not.toBeNull()
  })

  test.each([
    '',
    '-1',
    '+1',
    '=A1',
    '@x',
    "'x",
    '《数学》',
    'a\u0000b',
    'a\u202eb',
    'a\nb',
    'x|y',
    '字'.repeat(21),
  ])('is not %j', (name) => {
    expect(readPlaceName(name)).toBeNull()
  })
})

describe('the terms of an exam', () => {
  const terms = {
    sessions: [{ session: '上午', start: '2026-12-05 09:00' }],
    rooms: ['3-201'],
    opensBefore: 45,
    lateness: 15,
  }

  test('are taken as they stand', () => {
    expect(examTermsSchema.parse(terms)).toEqual(terms)
    expect(examTermsSchema.parse({ opensBefore: 45, lateness: 15 }).sessions).toEqual([])
  })

  test.each([
    ['a session twice', { sessions: [...terms.sessions, ...terms.sessions] }],
    ['a session without a time', { sessions: [{ session: '上午', start: 'soon' }] }],
    ['a name that no roster has so', { rooms: ['３－２０１'] }],
    ['no rooms at all', { rooms: [] }],
    ['a gate that never closes', { lateness: 601 }],
    ['a part of a minute', { opensBefore: 0.5 }],
  ])('%s: refused', (_, change) => {
    expect(examTermsSchema.safeParse({ ...terms, ...change }).success).toBe(false)
  })
})
