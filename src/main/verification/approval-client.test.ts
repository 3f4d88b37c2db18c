import { afterEach, describe, expect, test } from 'vitest'
import { anchorOf, approvalLifetime, isPurpose, readApprovalCode } from '../../shared/approval-code.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'
import {
  type ApprovalReply,
  type ApprovalState,
  approvalRequestSchema,
  readCanonicalJson,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../shared/wire.ts'
import { type ApprovalClientParts, createApprovalClient } from './approval-client.ts'
import { createHttpExchange } from './http-exchange.ts'
import {
  type Answer,
  approvalReplyTo,
  issue,
  type LoopbackPlatform,
  makeAuthority,
  makeCheck,
  makeIdentity,
  otherBizSeq,
  otherTerminal,
  platformName,
  signReply,
  startPlatform,
} from './platform-fixture.ts'
import { createWireGateway } from './wire-gateway.ts'

const now = Date.UTC(2026, 10, 22, 2, 0, 0)
const authority = makeAuthority(now)
const identity = makeIdentity(authority, now)
const issuers = [authority.issuing.certificate]
const words = '社会保障卡补办'
/** For what comes soon, on a machine that is busy. */
const patience = { timeout: 10_000 }

let closing: (() => unknown)[] = []
let recorded: [string, object][] = []
afterEach(async () => {
  recorded = []
  for (const close of closing.toReversed()) await close()
  closing = []
})

type Change = (reply: ApprovalReply) => ApprovalReply | Uint8Array
const asItIs: Change = (reply) => reply

/** What a platform does with one question; by default it answers honestly. */
interface Turn {
  readonly state?: ApprovalState
  readonly change?: Change
  readonly signer?: typeof authority.signing
  /** In place of any answer. */
  readonly instead?: Answer
}

/** A platform that answers the offer, and the questions after it, turn by turn; the last turn for ever. */
async function platformOf(...turns: readonly Turn[]): Promise<LoopbackPlatform> {
  const platform: LoopbackPlatform = await startPlatform((request, reply, incoming) => {
    const offer = platform.requests.find((body) => body.length > 0) ?? request
    const {
      state = 'waiting',
      change = asItIs,
      signer = authority.signing,
      instead,
    } = turns[platform.paths.length - 1] ?? turns.at(-1) ?? {}
    if (instead) instead(offer, reply, incoming)
    else reply.end(signReply(change(approvalReplyTo(offer, now, state)), signer, issuers))
  })
  closing.push(() => platform.close())
  return platform
}

function clientTo(url: string, parts: Partial<ApprovalClientParts> = {}) {
  const exchange = createHttpExchange(url)
  closing.push(() => exchange.close())
  const gateway = createWireGateway({
    exchange,
    identity,
    root: authority.root.certificate,
    customNumber: '10000001',
    now: () => now,
  })
  return createApprovalClient({
    gateway: () => gateway,
    record: (event, fields) => recorded.push([event, fields]),
    limit: 4_000,
    elapsed: () => performance.now(),
    retryPauses: [5, 20],
    leastRound: 0,
    ...parts,
  })
}

/** How the journal says it, too. */
function reasonsRecorded(): unknown[] {
  return recorded.map(([event, fields]) => [event, 'reason' in fields && fields.reason])
}

/** An approval that this platform was offered, in the state of the first turn. */
async function offered(turns: readonly Turn[], parts?: Partial<ApprovalClientParts>) {
  const platform = await platformOf(...turns)
  const check = makeCheck()
  const approval = await clientTo(platform.url, parts).offer(check, words)
  return { platform, check, approval }
}

async function reasonOf(asked: Promise<unknown>): Promise<UnavailableReason> {
  const error = await asked.then(
    (answer) => new Error(`an answer: ${String(answer)}`),
    (error: unknown) => error,
  )
  if (error instanceof VerificationUnavailable) return error.reason
  throw error
}

const waiting: Turn = {}
const silent: Turn = { instead: () => undefined }
const hangingUp: Turn = { instead: (_offer, reply) => reply.socket?.destroy() }

describe('an offer', () => {
  test('is signed, canonical and says nothing but what the protocol names', async () => {
    const { platform, check, approval } = await offered([waiting])
    expect(platform.paths).toEqual(['POST /v1/approvals'])
    const message = readSignedData(platform.requests[0] ?? new Uint8Array())
    message.verify()
    expect(message.signer.der).toEqual(identity.terminalChain[0])
    const request = readCanonicalJson(message.content, approvalRequestSchema)
    const code = readApprovalCode(approval.code()?.text ?? '')
    if (!code) throw new Error('no code')
    expect(request).toEqual({
      version: 1,
      customNumber: '10000001',
      terminal: identity.terminal,
      bizSeq: check.bizSeq,
      timeStamp: '20261122100000000',
      policy: 'hall',
      authMode: 'R01',
      subject: 'self',
      anchor: anchorOf(code.link, code.step),
      purpose: request.purpose,
    })
    expect(isPurpose(code, request.purpose)).toBe(true)
    expect(new TextDecoder().decode(message.content)).not.toContain(words)
  })

  test('is sent again, byte for byte, when the reply got lost', async () => {
    const { platform } = await offered([hangingUp, hangingUp, waiting])
    const [first, ...again] = platform.requests
    expect(again).toEqual([first, first])
  })

  test('that stays lost is offline, after a bounded number of attempts', async () => {
    const platform = await platformOf(hangingUp)
    expect(await reasonOf(clientTo(platform.url).offer(makeCheck(), words))).toBe('offline')
    expect(platform.requests).toHaveLength(3)
  })

  test('without an answer ends at its limit', async () => {
    const platform = await platformOf(silent)
    const client = clientTo(platform.url, { limit: 150 })
    expect(await reasonOf(client.offer(makeCheck(), words))).toBe('timeout')
  })

  test('is called off at once', async () => {
    const platform = await platformOf(silent)
    const calledOff = new AbortController()
    const offering = clientTo(platform.url).offer(makeCheck(), words, calledOff.signal)
    await expect.poll(() => platform.paths.length, patience).toBe(1)
    calledOff.abort()
    expect(await reasonOf(offering)).toBe('cancelled')
  })

  test('is not made by a terminal without a key', async () => {
    const client = clientTo('http://127.0.0.1:9', { gateway: () => null })
    expect(await reasonOf(client.offer(makeCheck(), words))).toBe('not-enrolled')
    expect(reasonsRecorded()).toEqual([['approval.unavailable', 'not-enrolled']])
  })
})

describe('the news of an approval', () => {
  test('come one by one, each asked for by the state that is known', async () => {
    const { approval, platform, check } = await offered([
      waiting,
      { state: 'opened' },
      { state: 'approved' },
      { state: 'ended' },
    ])
    expect(await approval.next()).toBe('opened')
    expect(await approval.next()).toBe('approved')
    expect(await approval.next()).toBe('ended')
    const path = `GET /v1/approvals/${check.bizSeq}?after=`
    expect(platform.paths.slice(1)).toEqual([`${path}waiting`, `${path}opened`, `${path}approved`])
    expect(platform.requests.slice(1).every((body) => body.length === 0)).toBe(true)
  })

  test('are not asked for any more when it is over', async () => {
    const { approval, platform } = await offered([waiting, { state: 'ended' }])
    expect(await approval.next()).toBe('ended')
    expect(await approval.next()).toBe('ended')
    expect(platform.paths).toHaveLength(2)
  })

  test('may be known with the offer already', async () => {
    const { approval, platform } = await offered([{ state: 'opened' }, { state: 'approved' }])
    expect(await approval.next()).toBe('opened')
    expect(platform.paths).toHaveLength(1)
    expect(await approval.next()).toBe('approved')
  })

  test('may pass over what a phone did quickly', async () => {
    const { approval } = await offered([waiting, { state: 'approved' }])
    expect(await approval.next()).toBe('approved')
  })

  test('are asked for again when there were none', async () => {
    const { approval, platform } = await offered([waiting, waiting, waiting, { state: 'opened' }])
    expect(await approval.next()).toBe('opened')
    expect(platform.paths).toHaveLength(4)
  })

  test('are not asked for without pause by a platform that never waits', async () => {
    const { approval, platform } = await offered([waiting], { leastRound: 60_000 })
    const calledOff = new AbortController()
    const news = approval.next(calledOff.signal)
    await expect.poll(() => platform.paths.length, patience).toBe(2)
    calledOff.abort()
    expect(await reasonOf(news)).toBe('cancelled')
    expect(platform.paths).toHaveLength(2)
  })

  test('are called off while the platform holds the question, and can be asked for again', async () => {
    let hungUp = 0
    const held: Turn = { instead: (_offer, reply) => reply.once('close', () => hungUp++) }
    const { approval, platform } = await offered([waiting, held, { state: 'approved' }])
    const calledOff = new AbortController()
    const news = approval.next(calledOff.signal)
    await expect.poll(() => platform.paths.length, patience).toBe(2)
    calledOff.abort()
    expect(await reasonOf(news)).toBe('cancelled')
    expect(recorded).toEqual([])
    await expect.poll(() => hungUp, patience).toBe(1)
    expect(await approval.next()).toBe('approved')
  })

  test('are not asked for when it was called off before', async () => {
    const { approval, platform } = await offered([waiting])
    expect(await reasonOf(approval.next(AbortSignal.abort()))).toBe('cancelled')
    expect(platform.paths).toHaveLength(1)
  })
})

describe('a connection that is lost meanwhile', () => {
  test('is opened again, and the question put again', async () => {
    const { approval } = await offered([waiting, hangingUp, hangingUp, { state: 'opened' }])
    expect(await approval.next()).toBe('opened')
  })

  test('is offline when it stays lost, after a bounded number of attempts', async () => {
    const { approval, platform } = await offered([waiting, hangingUp])
    expect(await reasonOf(approval.next())).toBe('offline')
    expect(platform.paths).toHaveLength(4)
  })

  test('without anybody hearing of it counts as lost when an answer is due', async () => {
    const { approval } = await offered([waiting, silent, { state: 'opened' }], {
      longestWait: 0,
      limit: 1_500,
    })
    expect(await approval.next()).toBe('opened')
  })
})

describe('an approval expires', () => {
  /** A clock on which this much passes with every question. */
  function slow(milliseconds: number) {
    let time = 0
    const held: Turn['instead'] = (offer, reply) => {
      time += milliseconds
      reply.end(signReply(approvalReplyTo(offer, now, 'waiting'), authority.signing, issuers))
    }
    return { elapsed: () => time, held: { instead: held } }
  }

  test('when the platform says that it ended, and its time is over', async () => {
    let time = 0
    const { approval } = await offered([waiting, { state: 'ended' }], { elapsed: () => time })
    time = approvalLifetime
    expect(approval.code()).toBeNull()
    expect(await approval.next()).toBe('expired')
  })

  test('when the platform never says that it ended', async () => {
    const { elapsed, held } = slow(30_000)
    const { approval, platform } = await offered([waiting, held], { elapsed })
    expect(await approval.next()).toBe('expired')
    expect(await approval.next()).toBe('expired')
    expect(platform.paths.length).toBeLessThan(10)
  })

  test('when the platform is gone by then', async () => {
    let time = 0
    const { approval } = await offered([waiting, hangingUp], { elapsed: () => time })
    time = approvalLifetime
    expect(await approval.next()).toBe('expired')
  })

  test('when nobody tapped the two digits for a minute, and not while the minute lasts', async () => {
    let time = 0
    const { approval } = await offered([waiting, { state: 'approved' }, { state: 'ended' }], {
      elapsed: () => time,
    })
    time = approvalLifetime - 2_000
    expect(await approval.next()).toBe('approved')
    time += 60_000
    expect(await approval.next()).toBe('expired')
  })
})

/** A reply with other content, truly signed. */
const content = (rewritten: (json: string) => string): Turn => ({
  change: (reply) => new TextEncoder().encode(rewritten(new TextDecoder().decode(writeCanonicalJson(reply)))),
})
const members = (changed: Partial<ApprovalReply>): Turn => ({ change: (reply) => ({ ...reply, ...changed }) })
const framed = (status: number, headers: Readonly<Record<string, string>> = {}): Turn => ({
  instead: (offer, reply) => {
    reply.writeHead(status, headers)
    reply.end(signReply(approvalReplyTo(offer, now, 'approved'), authority.signing, issuers))
  },
})

const refused: readonly [string, UnavailableReason, Turn][] = [
  ['another serial number', 'reply-other-check', members({ bizSeq: otherBizSeq })],
  ['another terminal', 'reply-other-terminal', members({ terminal: otherTerminal })],
  ['the digest of another request', 'reply-replayed', members({ digest: '0'.repeat(64) })],
  ['a time six minutes ago', 'clock', members({ timeStamp: writeTimeStamp(now - 360_000) })],
  ['a time that does not exist', 'reply-members', members({ timeStamp: '20260230000000000' })],
  [
    'a state of no list',
    'reply-members',
    content((json) => json.replace('waiting', 'approved by A. Person')),
  ],
  ['a member too many', 'reply-members', content((json) => json.replace('{', '{"name":"A. Person",'))],
  ['a member too few', 'reply-members', content((json) => json.replace('"state":"waiting",', ''))],
  ['a verdict', 'reply-members', content((json) => json.replace('"state":"waiting"', '"authResult":"pass"'))],
  ['a space', 'reply-not-canonical', content((json) => json.replace(',', ', '))],
  ['a member twice', 'reply-not-canonical', content((json) => json.replace('{', '{"state":"opened",'))],
  ['no JSON', 'reply-malformed', content(() => 'approved')],
  [
    'a signature of a stranger',
    'reply-certificate',
    { signer: issue(platformName, authority.issuing, now, {}) },
  ],
  [
    'no signature',
    'reply-malformed',
    {
      instead: (offer, reply) => reply.end(writeCanonicalJson(approvalReplyTo(offer, now, 'approved'))),
    },
  ],
  ['a header with room for words', 'reply-malformed', framed(200, { 'x-person': 'A. Person' })],
  ['a cookie', 'reply-malformed', framed(200, { 'set-cookie': 'person=1' })],
  ['a redirection', 'request-refused', framed(302, { location: '/v1/approvals' })],
  ['a status of 400', 'request-refused', framed(400)],
  ['a status of 401', 'terminal-unknown', framed(401)],
  ['a status of 403', 'terminal-revoked', framed(403)],
  ['a status of 404', 'request-refused', framed(404)],
  ['a status of 409', 'conflict', framed(409)],
  ['a status of 412', 'clock', framed(412)],
  ['a status of 429', 'busy', framed(429)],
  ['a status of 500', 'server-error', framed(500)],
]

describe('a reply that cannot be believed is no state of anything', () => {
  test.each(refused)('%s, to an offer', async (_what, reason, turn) => {
    const platform = await platformOf(turn)
    expect(await reasonOf(clientTo(platform.url).offer(makeCheck(), words))).toBe(reason)
    expect(platform.paths).toHaveLength(1)
    expect(reasonsRecorded()).toEqual([['approval.unavailable', reason]])
  })

  test.each(refused)('%s, to a question', async (_what, reason, turn) => {
    const { approval, platform } = await offered([waiting, turn])
    expect(await reasonOf(approval.next())).toBe(reason)
    expect(platform.paths).toHaveLength(2)
    expect(reasonsRecorded()).toEqual([['approval.unavailable', reason]])
  })

  test('one that leads back is one that somebody kept', async () => {
    const { approval } = await offered([waiting, { state: 'approved' }, { state: 'opened' }])
    expect(await approval.next()).toBe('approved')
    expect(await reasonOf(approval.next())).toBe('reply-replayed')
  })

  test('one of another approval', async () => {
    const earlier = await offered([waiting])
    const reply = approvalReplyTo(earlier.platform.requests[0] ?? new Uint8Array(), now, 'approved')
    const other = signReply(reply, authority.signing, issuers)
    const { approval } = await offered([waiting, { instead: (_offer, reply) => reply.end(other) }])
    expect(await reasonOf(approval.next())).toBe('reply-other-check')
  })
})
