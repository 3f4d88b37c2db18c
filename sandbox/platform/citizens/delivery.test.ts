import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newBizSeq } from '../../../src/shared/check.ts'
import {
  demoCustomNumber,
  demoPolicy,
  examCustomNumber,
  examPolicy,
  hotelCustomNumber,
  hotelPolicy,
} from '../relying-parties.ts'
import { type Delivery, deliverWaiting, queueDelivery, retrieveRetained } from './delivery.ts'
import { day, documentOf, type OpenOffice, openTestOffice, passwordOf, register } from './office.fake.ts'
import type { RetainableField } from './policy-terms.ts'

let open: OpenOffice
let citizen: string

beforeEach(async () => {
  open = openTestOffice()
  citizen = await register(open, 'test-10')
})
afterEach(() => open.end())

function consentTo(...fields: RetainableField[]): string {
  const asked = { citizen, by: citizen, customNumber: hotelCustomNumber, policy: hotelPolicy, fields }
  const given = open.office.consent(asked)
  if ('refused' in given) throw new Error(given.refused)
  return given.consent
}

function queue(consent: string | null, customNumber = hotelCustomNumber, policy = hotelPolicy): string {
  const bizSeq = newBizSeq()
  queueDelivery(open.store, { bizSeq, customNumber, policy, citizen, consent }, open.clock.now())
  return bizSeq
}

async function delivered(accepts = true): Promise<Delivery[]> {
  const sent: Delivery[] = []
  const pseudonymOf = (who: string, customNumber: string) => `${who} at ${customNumber}`
  await deliverWaiting(
    { store: open.store, clock: open.clock, pseudonymOf },
    {
      deliver: async (delivery) => {
        sent.push(delivery)
        return accepts
      },
    },
  )
  return sent
}

const retrieve = (consent: string, customNumber = hotelCustomNumber) =>
  retrieveRetained({ store: open.store, clock: open.clock }, customNumber, consent)

describe('a relying party’s server', () => {
  test('is told its own pseudonym of who passed, and nothing else, where nothing else was registered', async () => {
    const bizSeq = queue(null, demoCustomNumber, demoPolicy)
    expect(await delivered()).toEqual([
      { bizSeq, customNumber: demoCustomNumber, pseudonym: `${citizen} at ${demoCustomNumber}` },
    ])
    expect(await delivered()).toEqual([])
  })

  test('is given exactly the fields that were consented to', async () => {
    const consent = consentTo('name', 'document-number')
    queue(consent)
    const [delivery] = await delivered()
    const { name, number } = documentOf('test-10')
    expect(delivery?.retained).toEqual({ consent, fields: { name, 'document-number': number } })
  })

  test('is given no field without a consent number, or with one that is not this check’s', async () => {
    queue(null)
    queue('0'.repeat(32))
    // Another relying party, and another policy of the same one.
    queue(consentTo('name'), examCustomNumber, hotelPolicy)
    queue(consentTo('name'), hotelCustomNumber, examPolicy)
    const used = consentTo('name')
    queue(used)
    queue(used)
    const withdrawn = consentTo('name')
    open.office.withdraw(citizen, citizen, withdrawn)
    queue(withdrawn)
    const retained = (await delivered()).map((delivery) => delivery.retained?.consent)
    expect(retained).toEqual([undefined, undefined, undefined, undefined, used, undefined, undefined])
  })

  test('is not given what another citizen consented to', async () => {
    const other = await register(open, 'test-11')
    const asked = { citizen: other, by: other, customNumber: hotelCustomNumber, policy: hotelPolicy }
    const given = open.office.consent({ ...asked, fields: ['name'] })
    queue('consent' in given ? given.consent : null)
    expect((await delivered()).map(({ retained }) => retained)).toEqual([undefined])
  })

  test('gets the age mark where a law lets its policy have it', async () => {
    queue(null, examCustomNumber, examPolicy)
    queue(null)
    const marks = (await delivered()).map(({ customNumber, ageMark }) => [customNumber, ageMark])
    expect(Object.fromEntries(marks)).toEqual({ [examCustomNumber]: 'adult', [hotelCustomNumber]: undefined })
  })

  test('that did not take it is told again', async () => {
    const bizSeq = queue(consentTo('name'))
    expect((await delivered(false)).map((one) => one.bizSeq)).toEqual([bizSeq])
    expect((await delivered()).map((one) => one.bizSeq)).toEqual([bizSeq])
    expect(await delivered()).toEqual([])
  })

  test('is not told of somebody who was deleted in the meantime', async () => {
    queue(consentTo('name'))
    await open.office.delete({ citizen, by: citizen, presentations: [passwordOf()] })
    expect(await delivered()).toEqual([])
  })
})

describe('a consent', () => {
  test('covers no more than the policy registered, and is given by the citizen alone', () => {
    const asked = { citizen, by: citizen, customNumber: hotelCustomNumber, policy: hotelPolicy }
    const fields = ['name', 'birth'] as const
    expect(open.office.consent({ ...asked, fields })).toEqual({ refused: 'fields' })
    expect(open.office.consent({ ...asked, fields: [] })).toEqual({ refused: 'fields' })
    expect(open.office.consent({ ...asked, fields: ['name', 'name'] })).toEqual({ refused: 'fields' })
    const plain = { ...asked, customNumber: demoCustomNumber, policy: demoPolicy }
    expect(open.office.consent({ ...plain, fields: ['name'] })).toEqual({ refused: 'fields' })
    expect(open.office.consent({ ...asked, by: 'test-1', fields: ['name'] })).toEqual({
      refused: 'not-yours',
    })
    open.office.suspend(citizen, citizen)
    expect(open.office.consent({ ...asked, fields: ['name'] })).toEqual({ refused: 'state' })
  })

  test('lets its relying party fetch the fields until it ends', () => {
    const consent = consentTo('name')
    expect(retrieve(consent)).toBeNull()
    queue(consent)
    expect(retrieve(consent)).toEqual({ name: '测试十' })
    expect(retrieve(consent, demoCustomNumber)).toBeNull()
    expect(retrieve('0'.repeat(32))).toBeNull()
    open.clock.setOffset(30 * day)
    expect(retrieve(consent)).toBeNull()
  })

  test('is withdrawn by the citizen alone, and then nothing is delivered or fetched', async () => {
    const consent = consentTo('name')
    queue(consent)
    expect(open.office.withdraw('test-1', 'test-1', consent)).toEqual({ refused: 'not-yours' })
    expect(retrieve(consent)).not.toBeNull()
    expect(open.office.withdraw(citizen, citizen, consent)).toEqual({ done: true })
    expect(open.office.withdraw(citizen, citizen, consent)).toEqual({ refused: 'not-yours' })
    expect(retrieve(consent)).toBeNull()
    expect((await delivered()).map(({ retained }) => retained)).toEqual([undefined])
    const kinds = open.store.securityEvents.ofCitizen(citizen, 2).map(({ kind }) => kind)
    expect(kinds).toEqual(['consent-withdrawn', 'consent-given'])
  })
})
