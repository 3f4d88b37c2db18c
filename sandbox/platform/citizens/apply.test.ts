import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chinaDate } from './age.ts'
import { currentConsents } from './application-form.ts'
import { documentKinds } from './documents.ts'
import { documentRegister } from './document-register.ts'
import {
  day,
  documentOf,
  formOf,
  goodPassword,
  guardianAct,
  type OpenOffice,
  openTestOffice,
  passwordOf,
  readingFrom,
  readingOf,
  register,
  seen,
  testDay,
} from './office.fake.ts'

let open: OpenOffice

beforeEach(() => {
  open = openTestOffice()
})
afterEach(() => open.end())

function refusalOf(result: object): unknown {
  return 'refused' in result ? result.refused : 'went on'
}

async function begin(person: string) {
  const begun = await open.office.begin(formOf(person))
  if ('refused' in begun) throw new Error(begun.refused)
  return begun
}

const withReading = (number: string) => ({ ...formOf('test-10'), document: readingOf(number) })

describe('an application', () => {
  test('succeeds with each of the seven legal documents', async () => {
    const holders: Record<string, string> = {
      'resident-identity-card': 'test-8',
      'overseas-citizen-passport': 'test-10',
      'hong-kong-macao-travel-permit': 'test-12',
      'taiwan-travel-permit': 'test-11',
      'hong-kong-macao-residence-permit': 'test-4',
      'taiwan-residence-permit': 'test-11',
      'permanent-residence-card': 'test-5',
    }
    expect(Object.keys(holders).sort()).toEqual([...documentKinds].sort())
    for (const kind of documentKinds) {
      const document = documentRegister.find((one) => one.kind === kind && one.person === holders[kind])
      if (!document) throw new Error(kind)
      const guardian = document.person === 'test-8' ? guardianAct(open) : null
      const form = { ...formOf(document.person), document: readingFrom(document) }
      const citizen = await register(open, document.person, guardian, document.person, form)
      expect(open.store.citizens.identity(citizen)?.documentKind).toBe(kind)
      await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    }
  })

  test.each([
    ['a foreign passport', 'ZZ9900005'],
    ['a passport of somebody who lives in the country', 'E99000001'],
    ['往来港澳通行证', 'C99000001'],
  ])('with %s is refused: it is a lawful paper of other laws', async (_name, number) => {
    expect(await open.office.begin(withReading(number))).toEqual({ refused: 'document-kind' })
  })

  test('with a document that was lost, has expired, or is not valid yet is refused', async () => {
    const numbered = (fits: (document: (typeof documentRegister)[number]) => boolean) => {
      const document = documentRegister.find(fits)
      return { ...formOf('test-10'), document: document && readingFrom(document) }
    }
    const lost = numbered((one) => one.reportedLost)
    const expired = numbered((one) => one.to === '20191231')
    const early = numbered((one) => one.from > chinaDate(testDay))
    expect(refusalOf(await open.office.begin(lost))).toBe('document-lost')
    expect(refusalOf(await open.office.begin(expired))).toBe('document-expired')
    expect(refusalOf(await open.office.begin(early))).toBe('document-not-yet-valid')
  })

  test('with a document that nobody issued, or read otherwise than it was issued, is refused', async () => {
    for (const change of [
      { number: 'E99999999' },
      { name: '测试无' },
      { birth: '19700101' },
      { to: '20991231' },
    ]) {
      const document = { ...readingFrom(documentOf('test-10')), ...change }
      expect(refusalOf(await open.office.begin({ ...formOf('test-10'), document }))).toBe('document-unknown')
    }
  })

  test('is voluntary: without consent to the service, or separately to the face, nothing is kept', async () => {
    for (const member of Object.keys(currentConsents)) {
      const refused = await open.office.begin({ ...formOf('test-10'), [member]: 'none' })
      expect(refused).toEqual({ refused: 'consent-missing' })
    }
    expect(open.bytes().includes('测试十')).toBe(false)
  })

  test('has no place for a picture', async () => {
    expect(await open.office.begin({ ...formOf('test-10'), photo: 'AAAA' })).toEqual({ refused: 'malformed' })
    const { application, challenge } = await begin('test-10')
    const answer = { ...seen('test-10', challenge), image: 'AAAA' }
    expect(open.office.answerLiveness(application, answer)).toEqual({
      refused: 'liveness',
      fault: 'malformed',
    })
  })

  test('goes no further when the camera sees somebody else, a picture, or other acts, or too late', async () => {
    const { application, challenge } = await begin('test-10')
    const wrong = seen('test-11', challenge)
    expect(open.office.answerLiveness(application, wrong)).toEqual({ refused: 'liveness', fault: 'wrong' })
    // Answered once, the challenge is gone, even for the right answer.
    const late = open.office.answerLiveness(application, seen('test-10', challenge))
    expect(late).toEqual({ refused: 'liveness', fault: 'expired' })
    const attempt = (answer: (challenge: Parameters<typeof seen>[1]) => object, wait = 0) => {
      const next = open.office.newChallenge(application)
      if ('refused' in next) throw new Error(next.refused)
      open.clock.setOffset(wait)
      const result = open.office.answerLiveness(application, answer(next))
      open.clock.setOffset(0)
      return result
    }
    const holder = (challenge: Parameters<typeof seen>[1]) => seen('test-10', challenge)
    const photograph = (next: Parameters<typeof seen>[1]) => ({
      ...holder(next),
      sees: { what: 'photograph', person: 'test-10' },
    })
    expect(attempt(photograph)).toMatchObject({ fault: 'wrong' })
    expect(attempt((next) => ({ ...holder(next), acts: next.acts.slice(1) }))).toMatchObject({
      fault: 'wrong',
    })
    expect(attempt(holder, 60_000)).toMatchObject({ fault: 'expired' })
    expect(await open.office.finish(application, goodPassword)).toEqual({ refused: 'stage' })
    expect(attempt(holder)).toEqual({ stage: 'password' })
  })

  test('takes no 口令 that is short, of one kind, or made of the person’s numbers', async () => {
    const { application, challenge } = await begin('test-10')
    open.office.answerLiveness(application, seen('test-10', challenge))
    for (const unfit of [
      'ab12',
      'onlyletters',
      '1234567890',
      'x12012345010',
      'a-19880110-b',
      'x'.repeat(64) + '1',
    ]) {
      expect(await open.office.finish(application, unfit)).toEqual({ refused: 'password-unfit' })
    }
    expect(await open.office.finish(application, goodPassword)).toHaveProperty('networkNumber')
  })

  test('of a person who has a network number is refused, with any of the person’s documents', async () => {
    const first = await register(open, 'test-4')
    const other = withReading('H99000004')
    expect(await open.office.begin(other)).toEqual({ refused: 'already-registered' })
    open.office.suspend(first, first)
    expect(await open.office.begin(other)).toEqual({ refused: 'already-registered' })
  })

  test('begun twice goes on in the second place, and the first number is void', async () => {
    const first = await begin('test-10')
    const second = await begin('test-10')
    expect([first.resumed, second.resumed]).toEqual([false, true])
    open.office.answerLiveness(second.application, seen('test-10', second.challenge))
    // Whoever began with a borrowed document must not choose the 口令 after the holder's face was seen.
    expect(await open.office.finish(first.application, goodPassword)).toEqual({
      refused: 'application-unknown',
    })
    expect(await open.office.finish(second.application, goodPassword)).toHaveProperty('citizen')
  })

  test('finished on two phones at once gives one network number', async () => {
    const { application, challenge } = await begin('test-10')
    open.office.answerLiveness(application, seen('test-10', challenge))
    const results = await Promise.all([1, 2, 3].map(() => open.office.finish(application, goodPassword)))
    expect(results.filter((result) => 'citizen' in result)).toHaveLength(1)
  })

  test('that nobody finished is forgotten after a day', async () => {
    const { application } = await begin('test-10')
    open.clock.setOffset(day)
    expect(open.office.newChallenge(application)).toEqual({ refused: 'application-unknown' })
    open.clock.setOffset(day + 1)
    await begin('test-11')
    expect(open.store.applications.find(application)).toBeUndefined()
  })
})

describe('ages', () => {
  test('nobody under 8 is served, not even with the guardian', async () => {
    expect(await open.office.begin(formOf('test-9'), guardianAct(open))).toEqual({ refused: 'too-young' })
    const { birth } = documentOf('test-9')
    const eighthBirthday = Date.parse(`${Number(birth.slice(0, 4)) + 8}-01-01T00:00:00+08:00`)
    open.clock.setOffset(eighthBirthday - 1 - testDay)
    expect(await open.office.begin(formOf('test-9'), guardianAct(open))).toEqual({ refused: 'too-young' })
    open.clock.setOffset(eighthBirthday - testDay)
    expect(await open.office.begin(formOf('test-9'), guardianAct(open))).toHaveProperty('application')
  })

  test.each(['test-7', 'test-8'])('%s, a minor, does not apply alone', async (person) => {
    expect(await open.office.begin(formOf(person))).toEqual({ refused: 'guardian-missing' })
  })

  test('somebody else’s parent, or a guardian who gives no factor, does not count', async () => {
    const stranger = guardianAct(open, 'test-3')
    expect(refusalOf(await open.office.begin(formOf('test-7'), stranger))).toBe('not-the-guardian')
    const silent = { citizen: 'test-1', presentations: [] }
    expect(refusalOf(await open.office.begin(formOf('test-7'), silent))).toBe('guardian-factor')
    open.office.suspend('test-1', 'test-1')
    expect(refusalOf(await open.office.begin(formOf('test-7'), guardianAct(open)))).toBe('not-the-guardian')
  })

  test('for a child of 8 to 13 the guardian stands before the camera, from 14 on the minor', async () => {
    const child = await open.office.begin(formOf('test-7'), guardianAct(open))
    if ('refused' in child) throw new Error(child.refused)
    const wrong = open.office.answerLiveness(child.application, seen('test-7', child.challenge))
    expect(refusalOf(wrong)).toBe('liveness')
    await register(open, 'test-7', guardianAct(open), 'test-1')
    const minor = await open.office.begin(formOf('test-8'), guardianAct(open))
    if ('refused' in minor) throw new Error(minor.refused)
    const own = open.office.answerLiveness(minor.application, seen('test-8', minor.challenge))
    expect(own).toEqual({ stage: 'password' })
  })
})
