import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newBizSeq, receiptNumberSchema } from '../../../src/shared/check.ts'
import { writeTimeStamp } from '../../../src/shared/wire.ts'
import { makeAuthority } from '../../platform/authority-files.ts'
import { certificateAuthority } from '../../platform/certificate-authority.ts'
import { hotelCustomNumber, hotelPolicy } from '../../platform/relying-parties.ts'
import { sealFor, signForParty } from '../../platform/parties/seal.ts'
import type { Notice, SealedNotice } from '../../platform/parties/wire.ts'
import { walletCode } from '../../platform/platform.fake.ts'
import { checkRequest, enrol, post, signed } from '../../platform/terminal.fake.ts'
import { forgetEnded, forgetWithdrawn } from './forget.ts'
import { runParties, type RunningParties } from '../relying-parties.fake.ts'

let running: RunningParties

beforeAll(async () => {
  running = await runParties()
})
afterEach(() => running.platform.clock.setOffset(0))
afterAll(() => running.end())

const day = 86_400_000
const now = () => running.platform.clock.now()
const platform = () => running.platform.platform
const store = () => running.hotel.party.store
/** 32 letters and digits, as pseudonyms and consents have them too. */
const drawn = newBizSeq

interface Change {
  readonly notice?: Partial<Notice>
  readonly told?: Partial<SealedNotice>
  /** Whose key it is sealed for. */
  readonly sealedFor?: string
  readonly authority?: Parameters<typeof signForParty>[0]
}

/** A notice of the platform's for the hotel, and what a test changes of it. */
function noticeFor({ notice = {}, told = {}, sealedFor = hotelCustomNumber, authority }: Change = {}) {
  const bizSeq = newBizSeq()
  const server = platform().store.partyServers.find(sealedFor)
  if (!server) throw new Error('no server')
  const receiptNo = receiptNumberSchema.parse('0'.repeat(20))
  const sealed = sealFor(server, { bizSeq, receiptNo, pseudonym: drawn(), ...told })
  return signForParty(authority ?? platform().authority, {
    version: 1,
    customNumber: hotelCustomNumber,
    bizSeq: told.bizSeq ?? bizSeq,
    timeStamp: writeTimeStamp(now()),
    sealed,
    ...notice,
  })
}

const take = (message: Uint8Array) => running.hotel.party.takeNotice(message)
const kept = () => store().deliveries.last(1_000)
const retainedOf = () => store().retained.all()

describe('a notice', () => {
  test('is taken once: what comes again changes nothing', () => {
    const message = noticeFor()
    const before = kept().length
    expect(take(message)).toBe('new')
    expect(take(message)).toBe('known')
    expect(kept()).toHaveLength(before + 1)
  })

  test('of the same check with another person is refused', () => {
    const bizSeq = newBizSeq()
    expect(take(noticeFor({ told: { bizSeq } }))).toBe('new')
    expect(take(noticeFor({ told: { bizSeq } }))).toBe('conflict')
  })

  test('is forgotten after thirty days, and then its pseudonym is in no page of the file', async () => {
    const pseudonym = drawn()
    expect(take(noticeFor({ told: { pseudonym } }))).toBe('new')
    forgetEnded(store(), now() + 30 * day - 1_000)
    expect(store().deliveries.count(pseudonym)).toBe(1)
    forgetEnded(store(), now() + 30 * day + 1_000)
    expect(store().deliveries.count(pseudonym)).toBe(0)
    expect(await holds(pseudonym)).toBe(false)
  })

  test('that was forgotten with its person leaves not even its serial number after thirty days', () => {
    const bizSeq = newBizSeq()
    const pseudonym = drawn()
    expect(take(noticeFor({ told: { bizSeq, pseudonym } }))).toBe('new')
    store().transaction(() => store().deliveries.forgetPerson(pseudonym))
    forgetEnded(store(), now() + 30 * day - 1_000)
    expect(store().deliveries.isForgotten(bizSeq)).toBe(true)
    forgetEnded(store(), now() + 30 * day + 1_000)
    expect(store().deliveries.isForgotten(bizSeq)).toBe(false)
  })

  test('signed by anybody but the platform is forged: another authority, a terminal, the relying party itself', () => {
    const { authority } = platform()
    const { certificate, keyPair } = running.platform.terminal
    const { signing } = running.hotel.party.identity
    const forgers = [
      certificateAuthority(makeAuthority(now())),
      { ...authority, signing: { certificate, keyPair } },
      { ...authority, signing },
    ]
    for (const forger of forgers) expect(take(noticeFor({ authority: forger }))).toBe('forged')
  })

  test('that was cut or changed is forged', () => {
    const message = noticeFor()
    expect(take(message.slice(0, -1))).toBe('forged')
    expect(take(Uint8Array.of(...message, 0))).toBe('forged')
    expect(take(new Uint8Array())).toBe('forged')
    for (const at of [10, 200, message.length - 3]) {
      expect(take(message.map((octet, index) => (index === at ? octet ^ 1 : octet)))).toBe('forged')
    }
    expect(take(message)).toBe('new')
  })

  test('for another relying party is refused, by whichever of its two sides it is another’s', () => {
    const { customNumber } = running.hall.party.site
    expect(take(noticeFor({ notice: { customNumber } }))).toBe('other-party')
    expect(take(noticeFor({ sealedFor: customNumber }))).toBe('other-party')
  })

  test('whose seal is of another check is refused', () => {
    expect(take(noticeFor({ notice: { bizSeq: newBizSeq() } }))).toBe('other-party')
  })

  test('that somebody held back for more than five minutes is late', () => {
    const message = noticeFor()
    running.platform.clock.setOffset(5 * 60_000 + 1_000)
    expect(take(message)).toBe('late')
  })

  test('comes in by HTTP alone as what it is, and is answered with a status and no word', async () => {
    const send = async (message: Uint8Array, type = 'application/cms') => {
      const response = await fetch(`${running.hotel.url}/v1/notices`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from(message),
      })
      return [response.status, await response.text()]
    }
    const message = noticeFor()
    expect(await send(message)).toEqual([204, ''])
    expect(await send(message)).toEqual([204, ''])
    expect(await send(message.slice(0, -1))).toEqual([400, ''])
    expect(await send(noticeFor({ notice: { customNumber: '10000001' } }))).toEqual([403, ''])
    expect((await send(message, 'application/json'))[0]).toBeGreaterThanOrEqual(400)
  })
})

describe('what a law makes it keep', () => {
  const fields = { name: '测试一', 'document-kind': 'resident-card', 'document-number': 'INVENTED1' }

  test('is kept under the consent, for as many days as were registered, and then is in no page of the file', async () => {
    const consent = drawn()
    expect(take(noticeFor({ told: { retained: { consent, fields } } }))).toBe('new')
    expect(retainedOf()).toMatchObject([{ consent, fields }])
    running.platform.clock.setOffset(30 * day - 1_000)
    // The platform is not asked: it knows of no such consent.
    forgetEnded(store(), now())
    expect(retainedOf()).toHaveLength(1)
    running.platform.clock.setOffset(30 * day)
    forgetEnded(store(), now())
    expect(retainedOf()).toEqual([])
    expect(await holds('INVENTED1')).toBe(false)
  })

  test('is no more than was registered, whatever is sent', () => {
    const consent = drawn()
    take(
      noticeFor({
        told: { retained: { consent, fields: { ...fields, birth: '19900101' } }, ageMark: 'adult' },
      }),
    )
    expect(retainedOf()[0]?.fields).toEqual(fields)
    expect(kept()[0]?.ageMark).toBeNull()
    store().retained.forget(consent)
  })

  test('does not come back with a notice that comes again after it was deleted', () => {
    const consent = drawn()
    const message = noticeFor({ told: { retained: { consent, fields } } })
    take(message)
    store().retained.forget(consent)
    expect(take(message)).toBe('known')
    expect(retainedOf()).toEqual([])
  })

  test('stays when the account is closed, and the notice that comes again brings nothing back', () => {
    const consent = drawn()
    const pseudonym = drawn()
    const message = noticeFor({ told: { pseudonym, retained: { consent, fields } } })
    expect(take(message)).toBe('new')
    // As the reception closes an account.
    store().transaction(() => store().deliveries.forgetPerson(pseudonym))
    expect(take(message)).toBe('known')
    expect(store().deliveries.count(pseudonym)).toBe(0)
    expect(retainedOf()).toMatchObject([{ consent, fields }])
    store().retained.forget(consent)
  })

  test('is deleted when the citizen withdraws the consent, from the whole file', async () => {
    const consent = await stayed('test-1')
    expect(retainedOf()).toMatchObject([{ consent, fields: { name: '测试一' } }])
    await running.hotel.party.forget()
    expect(retainedOf()).toHaveLength(1)
    expect(platform().citizens.withdraw('test-1', 'test-1', consent)).toEqual({ done: true })
    await running.hotel.party.forget()
    expect(retainedOf()).toEqual([])
    expect(await holds('测试一')).toBe(false)
  })

  test('stays while the platform cannot be asked', async () => {
    await stayed('test-2')
    await forgetWithdrawn(store(), {
      exchange: () => Promise.resolve({ kind: 'unavailable', reason: 'offline' }),
      fetchRetained: () => Promise.resolve({ kind: 'unavailable', reason: 'offline' }),
    })
    expect(retainedOf()).toHaveLength(1)
  })

  test('is asked of in turns where the platform has been asked enough', async () => {
    const consents = [drawn(), drawn(), drawn()]
    for (const consent of consents) take(noticeFor({ told: { retained: { consent, fields } } }))
    const before = retainedOf().map(({ consent }) => consent)
    const answered = new Set<string>()
    const round = (from: string | null) => {
      let left = 1
      return forgetWithdrawn(
        store(),
        {
          exchange: () => Promise.resolve({ kind: 'unavailable', reason: 'offline' }),
          fetchRetained: (consent) => {
            left -= 1
            if (left < 0) return Promise.resolve({ kind: 'unavailable', reason: 'busy' })
            answered.add(consent)
            return Promise.resolve({ kind: 'answer', value: { consent, fields: {} } })
          },
        },
        from,
      )
    }
    let next: string | null = null
    for (let rounds = 0; rounds < before.length; rounds += 1) next = await round(next)
    expect(answered).toEqual(new Set(before))
    expect(retainedOf()).toHaveLength(before.length)
    for (const consent of consents) store().retained.forget(consent)
  })
})

/** Checks in at the hotel's own terminal, with consent. @returns the number of the consent, once the fields have come */
async function stayed(citizen: string): Promise<string> {
  const given = platform().citizens.consent({
    citizen,
    by: citizen,
    customNumber: hotelCustomNumber,
    policy: hotelPolicy,
    fields: ['name', 'document-kind', 'document-number'],
  })
  if (!('consent' in given)) throw new Error(given.refused)
  const terminal = await enrol(running.platform.url, platform().enrolmentOffice.code, hotelCustomNumber)
  const request = checkRequest(terminal, walletCode(running.platform, citizen), now(), {
    request: { customNumber: hotelCustomNumber, policy: hotelPolicy, retention: given.consent },
  })
  expect((await post(running.platform.url, signed(terminal, request))).status).toBe(200)
  await vi.waitFor(() => expect(retainedOf().map((one) => one.consent)).toContain(given.consent))
  return given.consent
}

/** Whether the hotel's database, or its log, has these characters anywhere. */
async function holds(text: string): Promise<boolean> {
  const folder = `${running.platform.folder}/relying-parties/${hotelCustomNumber}`
  const files = await Promise.all(
    ['relying-party.db', 'relying-party.db-wal'].map((name) => readFile(`${folder}/${name}`)),
  )
  return files.some((bytes) => bytes.includes(text))
}
