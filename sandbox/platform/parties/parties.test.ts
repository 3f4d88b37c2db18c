import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import { verifyCertificateChain } from '../../../src/shared/gm/certificate.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import { receiptNumberSchema } from '../../../src/shared/check.ts'
import { receiptNumber, writeCanonicalJson } from '../../../src/shared/wire.ts'
import { resultOnly } from '../citizens/policy-terms.ts'
import { password } from '../factors/presented.fake.ts'
import { type RunningPlatform, runPlatform, walletCode } from '../platform.fake.ts'
import { demoCustomNumber, demoPolicy } from '../relying-parties.ts'
import { checkRequest, post, postJson, readReply, signed } from '../terminal.fake.ts'
import {
  enrolFakeServer,
  type FakeServer,
  type NoticePort,
  openNoticePort,
  serverEnrolmentRequest,
} from './server.fake.ts'

let running: RunningPlatform
let port: NoticePort
let server: FakeServer

beforeAll(async () => {
  running = await runPlatform(undefined, {
    deliveryPace: { firstPause: 20, longestPause: 80 },
    longestDelivery: 100,
  })
})
beforeEach(async () => {
  // A platform that starts again has the terms that the sandbox registers.
  const terms = { ...resultOnly, fields: ['name', 'document-number'] as const, keepDays: 1 }
  running.platform.store.policyTerms.put(demoCustomNumber, demoPolicy, terms)
  port = await openNoticePort()
  server = await enrolFakeServer(running, demoCustomNumber, port.url)
})
afterEach(async () => {
  // Nothing waits for the server of the next test.
  port.manners = 'takes'
  await port.up()
  await taken()
  await port.down()
  running.clock.setOffset(0)
})
afterAll(() => running.end())

const now = () => running.clock.now()
const waiting = () => running.platform.store.deliveries.parties().length > 0

/** Resolves when nothing waits any more. */
async function taken(): Promise<void> {
  await expect.poll(waiting, { timeout: 10_000, interval: 5 }).toBe(false)
}

async function check(code = walletCode(running), retention?: string) {
  const request = retention === undefined ? {} : { retention }
  const asked = checkRequest(running.terminal, code, now(), { request })
  const response = await post(running.url, signed(running.terminal, asked))
  const message = new Uint8Array(await response.arrayBuffer())
  const { authResult } = readReply(running.platform.authority.root, message, now())
  return { ...asked, authResult, receiptNo: receiptNumber(writeCanonicalJson(asked), authResult) }
}

function consentOf(citizen: string): string {
  const asked = { citizen, by: citizen, customNumber: demoCustomNumber, policy: demoPolicy }
  const given = running.platform.citizens.consent({ ...asked, fields: ['name'] })
  if ('refused' in given) throw new Error(given.refused)
  return given.consent
}

/** The serial numbers of all that came, in order. */
const came = () => port.came.map((message) => server.readNotice(message).notice.bizSeq)

describe('a relying party’s server', () => {
  test('is told of a passed check by itself: its own name for the person, sealed for it', async () => {
    const { bizSeq, receiptNo } = await check()
    await port.until(1)
    const [message = new Uint8Array()] = port.came
    const pseudonym = running.platform.store.pseudonyms.of(demoCustomNumber, 'test-1')
    expect(server.readNotice(message).sealed).toEqual({ bizSeq, receiptNo, pseudonym })
    expect(Buffer.from(message).includes(pseudonym)).toBe(false)
  })

  test('is told nothing of a check that failed', async () => {
    expect((await check(`WZ1:${'A'.repeat(56)}`)).authResult).toBe('fail')
    const { bizSeq } = await check()
    await port.until(1)
    expect(came()).toEqual([bizSeq])
  })

  test('gets the fields that were consented to, sealed for it, and the age mark where a law has it so', async () => {
    const { store } = running.platform
    const before = store.policyTerms.of(demoCustomNumber, demoPolicy)
    store.policyTerms.put(demoCustomNumber, demoPolicy, { ...before, ageMark: true })
    const consent = consentOf('test-2')
    const { receiptNo } = await check(walletCode(running, 'test-2'), consent)
    await port.until(1)
    const [message = new Uint8Array()] = port.came
    const { sealed } = server.readNotice(message)
    expect(sealed).toMatchObject({ retained: { consent, fields: { name: '测试二' } }, ageMark: 'elderly' })
    expect(Buffer.from(message).includes('测试二')).toBe(false)
    expect(await server.exchange(server.receiptRequest(receiptNo))).toMatchObject({ ageMark: 'elderly' })
    store.policyTerms.put(demoCustomNumber, demoPolicy, before)
  })

  test.each(['refuses', 'fails', 'is-silent'] as const)(
    'that %s is told again until it takes it',
    async (manners) => {
      port.manners = manners
      const { bizSeq } = await check()
      await port.until(3)
      port.manners = 'takes'
      await taken()
      expect(new Set(came())).toEqual(new Set([bizSeq]))
    },
  )

  test('that is down hears of everything when it is up again', async () => {
    await port.down()
    const seqs = [(await check()).bizSeq, (await check()).bizSeq, (await check()).bizSeq]
    await port.up()
    await port.until(3)
    await taken()
    expect(new Set(came())).toEqual(new Set(seqs))
  })

  test('hears of what the platform acknowledged before it was ended and started again', async () => {
    await port.down()
    const { bizSeq } = await check()
    await running.restart()
    await port.up()
    await port.until(1)
    expect(came()).toContain(bizSeq)
  })

  test('is not told without end: after twenty tries its relying party asks by the receipt number', async () => {
    port.manners = 'fails'
    const { bizSeq, receiptNo } = await check()
    await taken()
    expect(came()).toEqual(Array.from({ length: 20 }, () => bizSeq))
    expect(await server.exchange(server.receiptRequest(receiptNo))).toMatchObject({ bizSeq })
  })

  test('keeps no terminal waiting while it does not answer', async () => {
    port.manners = 'is-silent'
    await check()
    await port.until(1)
    const replies = await Promise.all([check(), check(), check()])
    expect(replies.map(({ authResult }) => authResult)).toEqual(['pass', 'pass', 'pass'])
    expect(waiting()).toBe(true)
  })

  test('is told at its new address', async () => {
    const other = await openNoticePort()
    await port.down()
    const { bizSeq } = await check()
    running.platform.servers.move(demoCustomNumber, other.url)
    await other.until(1)
    expect(server.readNotice(other.came[0] ?? new Uint8Array()).notice.bizSeq).toBe(bizSeq)
    await other.down()
    for (const url of [
      'https://127.0.0.1:1/',
      'http://example.com:80/',
      'http://127.0.0.1:80@example.com/',
      'http://127.0.0.1:65536/',
    ]) {
      expect(() => running.platform.servers.move(demoCustomNumber, url)).toThrow('enrolment')
    }
  })
})

describe('a receipt number', () => {
  test('is exchanged for the relying party’s own name of who passed', async () => {
    const { bizSeq, receiptNo } = await check()
    const pseudonym = running.platform.store.pseudonyms.of(demoCustomNumber, 'test-1')
    const answer = await server.exchange(server.receiptRequest(receiptNo))
    expect(answer).toEqual({ bizSeq, receiptNo, pseudonym })
  })

  test('of a failed check, of nobody’s, or of another relying party’s check is none', async () => {
    const failed = await check(`WZ1:${'A'.repeat(56)}`)
    expect(await server.exchange(server.receiptRequest(failed.receiptNo))).toBe(404)
    const nobodys = receiptNumberSchema.parse('0'.repeat(20))
    expect(await server.exchange(server.receiptRequest(nobodys))).toBe(404)
    const elsewhere = await openNoticePort()
    const hotel = await enrolFakeServer(running, '10000002', elsewhere.url)
    const { receiptNo } = await check()
    expect(await hotel.exchange(hotel.receiptRequest(receiptNo))).toBe(404)
    await elsewhere.down()
  })

  test('of somebody who was deleted is none, and no new name is drawn', async () => {
    const { receiptNo } = await check(walletCode(running, 'test-3'))
    await taken()
    const { platform } = running
    const act = { citizen: 'test-3', by: 'test-3', presentations: [] }
    expect(await platform.citizens.delete({ ...act, presentations: [password()] })).toEqual({ done: true })
    expect(await server.exchange(server.receiptRequest(receiptNo))).toBe(404)
  })
})

describe('what a consent covers', () => {
  test('is fetched by its number, until it is withdrawn, by that relying party alone', async () => {
    const consent = consentOf('test-2')
    expect(await server.fetchRetained(server.retainedRequest(consent))).toBe(404)
    await check(walletCode(running, 'test-2'), consent)
    const answer = await server.fetchRetained(server.retainedRequest(consent))
    expect(answer).toEqual({ consent, fields: { name: '测试二' } })
    const elsewhere = await openNoticePort()
    const hotel = await enrolFakeServer(running, '10000002', elsewhere.url)
    expect(await hotel.fetchRetained(hotel.retainedRequest(consent))).toBe(404)
    await elsewhere.down()
    running.platform.citizens.withdraw('test-2', 'test-2', consent)
    expect(await server.fetchRetained(server.retainedRequest(consent))).toBe(404)
  })
})

describe('a question of a server is refused', () => {
  const status = async (message: Uint8Array) => {
    const response = await server.send('/v1/receipts', message)
    return [response.status, await response.json()]
  }
  const request = () => server.receiptRequest(receiptNumberSchema.parse('0'.repeat(20)))

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, number, string]>([
    ['no message at all', () => Uint8Array.of(1, 2, 3), 400, 'refused'],
    ['a terminal’s signature', () => signed(running.terminal, JSON.stringify(request())), 400, 'refused'],
    [
      'the signature of another relying party’s server',
      async () => {
        const elsewhere = await openNoticePort()
        const hotel = await enrolFakeServer(running, '10000002', elsewhere.url)
        await elsewhere.down()
        return hotel.signed(request())
      },
      400,
      'refused',
    ],
    [
      'a certificate that a newer one has replaced',
      async () => {
        const message = server.signed(request())
        await enrolFakeServer(running, demoCustomNumber, port.url)
        return message
      },
      400,
      'refused',
    ],
    ['an old time', () => server.signed({ ...request(), timeStamp: '20200101000000000' }), 412, 'clock'],
    [
      'a time that does not exist',
      () => server.signed({ ...request(), timeStamp: '20269901000000000' }),
      400,
      'malformed',
    ],
    [
      'another question’s members',
      () => server.signed(server.retainedRequest('0'.repeat(32))),
      400,
      'malformed',
    ],
  ])('with %s', async (_what, message, code, word) => {
    expect(await status(await message())).toEqual([code, { code: word }])
    // A server that was enrolled in between takes what comes next.
    server = await enrolFakeServer(running, demoCustomNumber, port.url)
  })
})

describe('the enrolment of a server', () => {
  const enrol = async (body: unknown) => {
    const response = await postJson(`${running.url}/v1/servers`, body)
    return [response.status, await response.json()]
  }
  const refused = [400, { code: 'enrolment' }]

  test('certifies two keys under a root that no terminal trusts', async () => {
    const { partyRoot, signing, encryption } = server
    const at = new Date(now())
    verifyCertificateChain({
      leaf: signing,
      intermediates: [],
      root: partyRoot,
      at,
      usage: 'digitalSignature',
    })
    verifyCertificateChain({
      leaf: encryption,
      intermediates: [],
      root: partyRoot,
      at,
      usage: 'keyEncipherment',
    })
    const { root, issuing } = running.platform.authority
    for (const leaf of [signing, encryption]) {
      for (const usage of ['digitalSignature', 'keyEncipherment'] as const) {
        expect(() =>
          verifyCertificateChain({ leaf, intermediates: [issuing, partyRoot], root, at, usage }),
        ).toThrow(GmError)
      }
    }
    expect(equalBytes(signing.publicKey, encryption.publicKey)).toBe(false)
  })

  test('is done with one code once; the same request again gets the same certificates', async () => {
    const code = running.platform.servers.issueCode(demoCustomNumber)
    const request = serverEnrolmentRequest(code, demoCustomNumber, port.url)
    const [status, first] = await enrol(request)
    expect(status).toBe(200)
    expect(await enrol(request)).toEqual([200, first])
    expect(await enrol(serverEnrolmentRequest(code, demoCustomNumber, port.url))).toEqual(refused)
    server = await enrolFakeServer(running, demoCustomNumber, port.url)
  })

  test.each<[string, (code: string) => unknown]>([
    ['another’s code', (code) => serverEnrolmentRequest(code, '10000002', port.url)],
    ['a code that nobody issued', () => serverEnrolmentRequest('A'.repeat(16), demoCustomNumber, port.url)],
    [
      'something else than a certificate request',
      (code) => ({ ...serverEnrolmentRequest(code, demoCustomNumber, port.url), signingRequest: 'AAAA' }),
    ],
  ])('is refused with %s', async (_what, body) => {
    expect(await enrol(body(running.platform.servers.issueCode(demoCustomNumber)))).toEqual(refused)
  })

  test.each(['https://127.0.0.1:1/', 'http://10.0.0.1:1/', 'http://127.0.0.1:1@example.com/', 'file:///etc'])(
    'takes no address off this machine: %s',
    async (url) => {
      const code = running.platform.servers.issueCode(demoCustomNumber)
      const answer = await enrol(serverEnrolmentRequest(code, demoCustomNumber, url))
      expect(answer).toEqual([400, { code: 'malformed' }])
    },
  )

  test('takes no address at a port that there is not', async () => {
    const code = running.platform.servers.issueCode(demoCustomNumber)
    const answer = await enrol(serverEnrolmentRequest(code, demoCustomNumber, 'http://127.0.0.1:65536/'))
    expect(answer).toEqual([400, { code: 'malformed' }])
  })

  test('is not for a relying party that nobody registered', () => {
    expect(() => running.platform.servers.issueCode('99999999')).toThrow('enrolment')
  })
})
