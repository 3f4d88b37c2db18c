import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAuthority } from '../../platform/authority-files.ts'
import { certificateAuthority } from '../../platform/certificate-authority.ts'
import { writeReply } from '../../platform/messages.ts'
import { checkReplySchema } from '../../../src/shared/wire.ts'
import { readSigned } from '../platform-link/signed-answer.ts'
import { enterSite, phoneApproves, runParties, type RunningParties } from '../relying-parties.fake.ts'
import { type Receipt, verifyReceipt } from './receipt.ts'

let running: RunningParties
/** Of a check that failed, and of one that passed. */
let failed: Receipt
let passed: Receipt

beforeAll(async () => {
  running = await runParties()
  const { party } = running.hall
  const site = await enterSite(running.hall)
  const make = async (wrong: boolean) => {
    const digits = await phoneApproves(running.platform.platform, await site.begin('sign-in'), 'test-1')
    const typed = wrong ? String((Number(digits) + 1) % 100).padStart(2, '0') : digits
    await site.type(typed)
    const [receipt] = party.store.receipts.last(1)
    if (!receipt) throw new Error('no receipt')
    return receipt
  }
  failed = await make(true)
  passed = await make(false)
})
afterAll(() => running.end())

const now = () => running.platform.clock.now()
const ofHall = (receipt: Receipt) =>
  verifyReceipt(receipt, running.hall.party.site.customNumber, running.hall.party.identity.trust, now())
const refused = (fault: string) => ({ kind: 'refused', fault })

/** The reply of another platform, or of this one with another word. */
function forgedReply(authority = certificateAuthority(makeAuthority(now()))): Uint8Array {
  const reply = readSigned(failed.reply, checkReplySchema, running.hall.party.identity.trust, now())
  if (!reply) throw new Error('no reply')
  return writeReply(authority, { ...reply, authResult: 'pass' })
}

describe('a receipt', () => {
  test('of a pass and of a fail holds, and says which it is', () => {
    expect(ofHall(passed)).toMatchObject({ kind: 'holds', verdict: 'pass', number: passed.number })
    expect(ofHall(failed)).toMatchObject({ kind: 'holds', verdict: 'fail', number: failed.number })
  })

  test('names no person', () => {
    const { pseudonyms } = running.platform.platform.store
    const { customNumber } = running.hall.party.site
    for (const part of [passed.request, passed.reply]) {
      expect(Buffer.from(part).includes(pseudonyms.of(customNumber, 'test-1'))).toBe(false)
    }
  })

  test('forged by another authority does not hold', () => {
    expect(ofHall({ ...failed, reply: forgedReply() })).toEqual(refused('reply'))
  })

  test('forged by a terminal of the same authority does not hold', () => {
    const { authority } = running.platform.platform
    const { certificate, keyPair } = running.platform.terminal
    const reply = forgedReply({ ...authority, signing: { certificate, keyPair } })
    expect(ofHall({ ...failed, reply })).toEqual(refused('reply'))
  })

  test('with another check’s number, a shorter one or none at all does not hold', () => {
    expect(ofHall({ ...passed, number: failed.number })).toEqual(refused('number'))
    expect(ofHall({ ...passed, number: passed.number.slice(0, 19) })).toEqual(refused('number'))
    expect(ofHall({ ...passed, number: '' })).toEqual(refused('number'))
  })

  test('of another request does not hold', () => {
    expect(ofHall({ ...passed, request: failed.request })).toEqual(refused('other-check'))
  })

  test('of another relying party does not hold', () => {
    const { hotel } = running
    expect(verifyReceipt(passed, hotel.party.site.customNumber, hotel.party.identity.trust, now())).toEqual(
      refused('other-party'),
    )
  })

  test('cut anywhere, or with an octet more or another, does not hold', () => {
    const { request, reply } = passed
    const more = (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)
    for (const cut of [reply.slice(0, -1), reply.slice(0, 40), new Uint8Array(), more(reply)]) {
      expect(ofHall({ ...passed, reply: cut })).toEqual(refused('reply'))
    }
    for (const cut of [request.slice(0, -1), new Uint8Array(), more(request)]) {
      expect(ofHall({ ...passed, request: cut })).toEqual(refused('request'))
    }
    const at = Buffer.from(reply).indexOf('"pass"')
    const changed = reply.map((octet, index) => (index === at + 1 ? octet ^ 1 : octet))
    expect(ofHall({ ...passed, reply: changed })).toEqual(refused('reply'))
    // As long, and a word that may stand there: its signature alone tells.
    const otherWord = Uint8Array.from(reply)
    otherWord.set(Buffer.from('"fail"'), at)
    expect(ofHall({ ...passed, reply: otherWord })).toEqual(refused('reply'))
  })
})

describe('the number of a receipt', () => {
  const at = async (party: 'hall' | 'hotel', number: string) => running[party].party.whoPassed(number)

  test('is exchanged for the relying party’s own pseudonym', async () => {
    const { customNumber } = running.hall.party.site
    const pseudonym = running.platform.platform.store.pseudonyms.of(customNumber, 'test-1')
    expect(await at('hall', passed.number)).toEqual({ kind: 'known', pseudonym, ageMark: null })
  })

  test('of a fail, of another relying party’s check, or of none says nothing: the same for all', async () => {
    expect(await at('hall', failed.number)).toEqual({ kind: 'unknown' })
    expect(await at('hotel', passed.number)).toEqual({ kind: 'unknown' })
    expect(await at('hall', '0'.repeat(20))).toEqual({ kind: 'unknown' })
    expect(await at('hall', passed.number.slice(0, 19))).toEqual({ kind: 'unknown' })
  })
})
