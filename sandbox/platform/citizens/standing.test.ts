import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ageGroup, ageMark, ageOn } from './age.ts'
import {
  faceOf,
  goodPassword,
  guardianAct,
  type OpenOffice,
  openTestOffice,
  passwordOf,
  register,
  testDay,
} from './office.fake.ts'
import { mayActFor } from './standing.ts'

let open: OpenOffice

beforeEach(() => {
  open = openTestOffice()
})
afterEach(() => open.end())

const at = (text: string) => Date.parse(text)

describe('age', () => {
  test('changes at midnight in China on the birthday', () => {
    expect(ageOn(at('2026-08-31T15:59:59.999Z'), '20190901')).toBe(6)
    expect(ageOn(at('2026-08-31T16:00:00Z'), '20190901')).toBe(7)
    expect(ageGroup(at('2027-08-31T15:59:59Z'), '20190901')).toBe('under-8')
    expect(ageGroup(at('2027-08-31T16:00:00Z'), '20190901')).toBe('under-14')
  })

  test('of somebody born on 29 February changes on 1 March', () => {
    expect(ageOn(at('2027-02-28T04:00:00Z'), '20200229')).toBe(6)
    expect(ageOn(at('2027-02-28T16:00:00Z'), '20200229')).toBe(7)
  })

  test('has the borders of the rules', () => {
    const now = at('2026-11-22T04:00:00Z')
    const groups = ['20181123', '20181122', '20121123', '20121122', '20081123', '20081122'].map((birth) =>
      ageGroup(now, birth),
    )
    expect(groups).toEqual(['under-8', 'under-14', 'under-14', '14-17', '14-17', '18-and-over'])
    expect(['20081123', '20081122', '19661123', '19661122'].map((birth) => ageMark(now, birth))).toEqual([
      'minor',
      'adult',
      'adult',
      'elderly',
    ])
  })
})

describe('standing', () => {
  test('follows the calendar: child, minor, adult', async () => {
    const child = await register(open, 'test-7', guardianAct(open), 'test-1')
    expect(open.office.standing(child)).toEqual({ state: 'active', age: 'under-14', guardians: ['test-1'] })
    open.clock.setOffset(at('2030-02-28T16:00:00Z') - testDay)
    expect(open.office.standing(child)).toMatchObject({ age: '14-17', guardians: ['test-1'] })
    open.clock.setOffset(at('2034-02-28T16:00:00Z') - testDay)
    expect(open.office.standing(child)).toMatchObject({ age: '18-and-over', guardians: [] })
    expect(open.office.standing('nobody')).toBeUndefined()
  })

  test('a guardian who was suspended speaks for nobody', async () => {
    const child = await register(open, 'test-7', guardianAct(open), 'test-1')
    open.office.suspend('test-1', 'test-1')
    expect(open.office.standing(child)?.guardians).toEqual([])
  })

  test('a child does nothing on a phone of its own, from 14 on the guardian does nothing on another’s', async () => {
    const child = await register(open, 'test-7', guardianAct(open), 'test-1')
    const minor = await register(open, 'test-8', guardianAct(open))
    const now = open.clock.now()
    expect([child, 'test-1', 'test-2'].map((by) => mayActFor(open.store, child, by, now))).toEqual([
      false,
      true,
      false,
    ])
    expect([minor, 'test-1'].map((by) => mayActFor(open.store, minor, by, now))).toEqual([true, false])
    expect(open.office.suspend(child, child)).toEqual({ refused: 'not-yours' })
    const presentations = [passwordOf(goodPassword), faceOf(open, child)]
    expect(await open.office.delete({ citizen: child, by: child, presentations })).toEqual({
      refused: 'not-yours',
    })
    expect(open.office.suspend(child, 'test-1')).toEqual({ done: true })
  })
})
