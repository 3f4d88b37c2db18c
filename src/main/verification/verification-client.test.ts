import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { concatBytes, toHex } from '../../shared/gm/bytes.ts'
import { type GmCertificate, parseCertificate } from '../../shared/gm/certificate.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { sm3 } from '../../shared/gm/sm3.ts'
import { type UnavailableReason, VerificationUnavailable } from '../../shared/verdict.ts'
import { type CheckReply, largestMessage, writeTimeStamp } from '../../shared/wire.ts'
import { openJournal, type Journal } from '../journal/journal.ts'
import { createRecordEvent } from '../journal/record-event.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { createHttpExchange } from './http-exchange.ts'
import {
  type Answer,
  type Credential,
  day,
  issue,
  type LoopbackPlatform,
  makeAuthority,
  makeCheck,
  makeIdentity,
  makeSealed,
  otherBizSeq,
  otherTerminal,
  platformName,
  replyTo,
  signReply,
  startPlatform,
} from './platform-fixture.ts'
import { type CheckReceipt, createVerificationClient } from './verification-client.ts'
import { createWireGateway } from './wire-gateway.ts'

const now = Date.UTC(2026, 10, 22, 2, 0, 0)
const authority = makeAuthority(now)
const identity = makeIdentity(authority, now)
const issuers = [authority.issuing.certificate]

let folder: string
let journalPath: string
let journal: Journal
let platform: LoopbackPlatform | null
let closing: (() => void)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verification-'))
  journalPath = join(folder, 'journal.db')
  journal = openJournal(journalPath)
  platform = null
  closing = []
})

afterEach(async () => {
  for (const close of closing) close()
  await platform?.close()
  journal.close()
  rmSync(folder, { recursive: true })
})

interface Setting {
  readonly limit?: number
  readonly onReceipt?: (receipt: CheckReceipt) => void
  readonly retryPauses?: readonly number[]
  readonly clock?: number
}

function clientTo(
  url: string,
  { limit = 4000, retryPauses = [5, 20], clock = now, onReceipt }: Setting = {},
) {
  const exchange = createHttpExchange(url)
  closing.push(() => exchange.close())
  const gateway = createWireGateway({
    exchange,
    identity,
    root: authority.root.certificate,
    customNumber: '10000001',
    now: () => clock,
  })
  return createVerificationClient({
    gateway: () => gateway,
    record: createRecordEvent(
      journal,
      () => now,
      (writable) => expect(writable).toBe(true),
    ),
    limit,
    retryPauses,
    elapsed: () => performance.now(),
    ...(onReceipt && { onReceipt }),
  })
}

async function clientOf(answer: Answer, setting?: Setting) {
  platform = await startPlatform(answer)
  return { client: clientTo(platform.url, setting), platform }
}

async function outcomeOf(answer: Answer, setting?: Setting) {
  const { client, platform } = await clientOf(answer, setting)
  const check = makeCheck()
  const outcome = await client.verify(check, [makeSealed(check)]).catch((error: unknown) => error)
  return { outcome, check, platform }
}

/** The reason why a check by this platform ended without a verdict, which the journal must give as well. */
async function refusalOf(answer: Answer, setting?: Setting) {
  const { outcome, check, platform } = await outcomeOf(answer, setting)
  expect(outcome).toBeInstanceOf(VerificationUnavailable)
  const reason = outcome instanceof VerificationUnavailable ? outcome.reason : null
  expect(records()).toMatchObject([{ event: 'check.unavailable', fields: { bizSeq: check.bizSeq, reason } }])
  return { reason, attempts: platform.requests.length }
}

/** What the journal holds, by a walk of its own over the file. */
function records(): { event: string; fields: Record<string, unknown> }[] {
  const text = journalText()
  expect(verifyJournal(journalPath).state).toBe('intact')
  return [...text.matchAll(/(check\.(?:complete|unavailable))(\{[^}]*\})/g)].map(
    ([, event = '', fields = '']) => ({
      event,
      fields: JSON.parse(fields),
    }),
  )
}

/** All bytes of all files of the journal. */
function journalText(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('')
}

/** Answers with a signed reply, the honest one changed by `change`. */
function replying(change: (reply: CheckReply, request: Uint8Array) => CheckReply | Uint8Array): Answer {
  return (request, reply) =>
    reply.end(signReply(change(replyTo(request, now), request), authority.signing, issuers))
}

const honest = replying((reply) => reply)

/** An honest reply by another signer. */
function signedBy(signer: Credential, include: readonly GmCertificate[] = issuers): Answer {
  return (request, reply) => reply.end(signReply(replyTo(request, now), signer, include))
}

const json = (text: string) => new TextEncoder().encode(text)

describe('a verdict', () => {
  test('comes after its receipt, which is told as it stands in the journal', async () => {
    const told: { readonly receipt: CheckReceipt; readonly recorded: number }[] = []
    const onReceipt = (receipt: CheckReceipt) => told.push({ receipt, recorded: records().length })
    const { outcome, check } = await outcomeOf(honest, { onReceipt })
    const [record] = records()
    const receipt = { bizSeq: check.bizSeq, verdict: outcome, receipt: record?.fields['receipt'] }
    expect(told).toEqual([{ receipt, recorded: 1 }])
  })

  test('that there is not has no receipt', async () => {
    const told: CheckReceipt[] = []
    await outcomeOf((_request, reply) => reply.writeHead(500).end(), {
      onReceipt: (receipt) => told.push(receipt),
    })
    expect(told).toEqual([])
  })

  test.each(['pass', 'fail'] as const)('of %s is the one word that comes back', async (authResult) => {
    const { outcome, check, platform } = await outcomeOf(replying((reply) => ({ ...reply, authResult })))
    expect(outcome).toBe(authResult)
    const [request = new Uint8Array()] = platform.requests
    const sent = readSignedData(request).content
    expect(records()).toMatchObject([
      {
        event: 'check.complete',
        fields: {
          bizSeq: check.bizSeq,
          verdict: authResult,
          receipt: toHex(sm3(concatBytes(sent, json(authResult)))).slice(0, 20),
        },
      },
    ])
  })

  test('rests on a request that is signed, canonical and says nothing but what the protocol names', async () => {
    const { check, platform } = await outcomeOf(honest)
    expect(platform.paths).toEqual(['POST /v1/checks'])
    const [request = new Uint8Array()] = platform.requests
    const message = readSignedData(request)
    message.verify()
    expect(message.signer.der).toEqual(identity.terminalChain[0])
    const text = new TextDecoder().decode(message.content)
    const content: unknown = JSON.parse(text)
    expect(JSON.stringify(content)).toBe(text)
    expect(content).toEqual({
      version: 1,
      customNumber: '10000001',
      terminal: identity.terminal,
      bizSeq: check.bizSeq,
      timeStamp: '20261122100000000',
      policy: 'hall',
      authMode: 'R01',
      subject: 'self',
      evidence: [{ kind: 'wallet-code', data: Buffer.from(makeSealed(check).data).toString('base64') }],
    })
  })

  test('after a verdict keeps the connection for the next check', async () => {
    const { client, platform } = await clientOf(honest)
    for (let count = 0; count < 3; count++) {
      const check = makeCheck()
      await client.verify(check, [makeSealed(check)])
    }
    expect(platform.requests).toHaveLength(3)
    expect(platform.connections()).toBe(1)
  })
})

describe('a platform that does not answer', () => {
  test('is offline when nothing listens', async () => {
    const stopped = await startPlatform(honest)
    await stopped.close()
    const check = makeCheck()
    await expect(clientTo(stopped.url).verify(check, [makeSealed(check)])).rejects.toMatchObject({
      reason: 'offline',
    })
    expect(records()).toMatchObject([{ fields: { reason: 'offline' } }])
  })

  test('is a timeout when it stays silent', async () => {
    const began = performance.now()
    expect(await refusalOf(() => {}, { limit: 150 })).toMatchObject({ reason: 'timeout', attempts: 1 })
    expect(performance.now() - began).toBeLessThan(1500)
  })

  test('is a timeout when it drips bytes, however steadily', async () => {
    let dripping: NodeJS.Timeout | undefined
    expect(
      await refusalOf(
        (request, reply) => {
          const bytes = signReply(replyTo(request, now), authority.signing, issuers)
          let at = 0
          reply.setHeader('content-length', bytes.length)
          dripping = setInterval(() => reply.write(bytes.subarray(at, ++at)), 10)
        },
        { limit: 250 },
      ),
    ).toMatchObject({ reason: 'timeout' })
    clearInterval(dripping)
  })

  test('is a timeout when it drips headers', async () => {
    const sockets = new Set<net.Socket>()
    const server = net.createServer((socket) => {
      sockets.add(socket.on('error', () => socket.destroy()))
      socket.write('HTTP/1.1 200 OK\r\n')
      const dripping = setInterval(() => socket.write('x-more: 1\r\n'), 10)
      socket.on('close', () => clearInterval(dripping))
    })
    const url = await listen(server)
    const check = makeCheck()
    await expect(clientTo(url, { limit: 200 }).verify(check, [makeSealed(check)])).rejects.toMatchObject({
      reason: 'timeout',
    })
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  test('is a timeout when it connects and never reads', async () => {
    const server = net.createServer((socket) => closing.push(() => socket.destroy()))
    const url = await listen(server)
    const check = makeCheck()
    await expect(clientTo(url, { limit: 150 }).verify(check, [makeSealed(check)])).rejects.toMatchObject({
      reason: 'timeout',
    })
    server.close()
  })

  test('is not enrolled when this terminal has no key', async () => {
    const client = createVerificationClient({
      gateway: () => null,
      record: createRecordEvent(
        journal,
        () => now,
        (writable) => expect(writable).toBe(true),
      ),
      limit: 100,
      elapsed: () => performance.now(),
    })
    const check = makeCheck()
    await expect(client.verify(check, [makeSealed(check)])).rejects.toMatchObject({ reason: 'not-enrolled' })
    expect(records()).toMatchObject([{ fields: { reason: 'not-enrolled' } }])
  })
})

describe('a status that is not 200', () => {
  test.each([
    [500, 'server-error'],
    [503, 'server-error'],
    [599, 'server-error'],
    [400, 'request-refused'],
    [404, 'request-refused'],
    [204, 'request-refused'],
    [201, 'request-refused'],
    [401, 'terminal-unknown'],
    [403, 'terminal-revoked'],
    [409, 'conflict'],
    [412, 'clock'],
    [429, 'busy'],
  ] as const)('%d is %s, a signed verdict in its body notwithstanding', async (status, reason) => {
    expect(
      await refusalOf((request, reply) => {
        reply.writeHead(status)
        reply.end(signReply(replyTo(request, now), authority.signing, issuers))
      }),
    ).toMatchObject({ reason })
  })

  test('a redirection is not followed', async () => {
    const other = await startPlatform(honest)
    expect(
      await refusalOf((_request, reply) => {
        reply.writeHead(307, { location: `${other.url}/v1/checks` }).end()
      }),
    ).toMatchObject({ reason: 'request-refused' })
    expect(other.requests).toHaveLength(0)
    await other.close()
  })
})

describe('a reply that is not one', () => {
  test.each([
    ['empty', new Uint8Array()],
    ['garbage', Uint8Array.from({ length: 300 }, (_, index) => (index * 37) & 0xff)],
    ['text', json('{"authResult":"pass"}')],
  ])('%s is malformed', async (_what, bytes) => {
    expect(await refusalOf((_request, reply) => reply.end(bytes))).toMatchObject({
      reason: 'reply-malformed',
    })
  })

  test('no HTTP at all is malformed', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end('SSH-2.0-OpenSSH_9.2\r\n')
    })
    const url = await listen(server)
    const check = makeCheck()
    await expect(clientTo(url).verify(check, [makeSealed(check)])).rejects.toMatchObject({
      reason: 'reply-malformed',
    })
    server.close()
  })

  test('a huge body is not begun', async () => {
    const length = largestMessage + 1
    expect(
      await refusalOf((_request, reply) =>
        reply.setHeader('content-length', length).end(new Uint8Array(length)),
      ),
    ).toMatchObject({ reason: 'reply-too-large' })
  })

  test.each<[string, Answer]>([
    [
      'in chunks',
      (request, reply) => (
        reply.write(signReply(replyTo(request, now), authority.signing, issuers)),
        reply.end()
      ),
    ],
    [
      'with a header too many',
      (request, reply, incoming) => honest(request, reply.setHeader('server', 'x'), incoming),
    ],
  ])('a reply %s is malformed, however right its body', async (_what, answer) => {
    expect(await refusalOf(answer)).toMatchObject({ reason: 'reply-malformed' })
  })

  test('a truncated message is malformed', async () => {
    expect(
      await refusalOf((request, reply) =>
        reply.end(signReply(replyTo(request, now), authority.signing, issuers).subarray(0, -1)),
      ),
    ).toMatchObject({ reason: 'reply-malformed' })
  })

  test('a message with a byte after it is malformed', async () => {
    expect(
      await refusalOf((request, reply) =>
        reply.end(
          concatBytes(signReply(replyTo(request, now), authority.signing, issuers), Uint8Array.of(0)),
        ),
      ),
    ).toMatchObject({ reason: 'reply-malformed' })
  })

  test('the request itself, sent back, is refused', async () => {
    expect(await refusalOf((request, reply) => reply.end(request))).toMatchObject({
      reason: 'reply-certificate',
    })
  })
})

describe('a signature that does not hold', () => {
  test('over a changed verdict', async () => {
    expect(
      await refusalOf((request, reply) => {
        const honest = replyTo(request, now)
        const message = signReply({ ...honest, authResult: 'fail' }, authority.signing, issuers)
        const at = Buffer.from(message).indexOf('"fail"')
        message.set(json('"pass"'), at)
        reply.end(message)
      }),
    ).toMatchObject({ reason: 'reply-signature' })
  })

  test('by a key that is not the certificate’s', async () => {
    expect(
      await refusalOf((request, reply) => {
        const honest = replyTo(request, now)
        const message = signReply(honest, authority.signing, issuers)
        const forger = issue(platformName, authority.issuing, now, {})
        const { certificate } = authority.signing
        // The forger's own key under the platform's certificate, as a message of the same form.
        const forged = signReply(
          honest,
          { certificate: { ...certificate, publicKey: forger.keyPair.publicKey }, keyPair: forger.keyPair },
          issuers,
        )
        expect(forged.length).toBeGreaterThan(message.length - 6)
        reply.end(forged)
      }),
    ).toMatchObject({ reason: 'reply-signature' })
  })
})

describe('a signer that may not sign', () => {
  const other = makeAuthority(now)
  const refused: [string, Answer][] = [
    ['another root', signedBy(other.signing, [other.issuing.certificate])],
    [
      'another root, its own root sent along',
      signedBy(other.signing, [other.issuing.certificate, other.root.certificate]),
    ],
    ['a certificate of its own making', signedBy(issue(platformName, null, now, {}), [])],
    ['a missing issuer', signedBy(authority.signing, [])],
    [
      'an expired certificate',
      signedBy(issue(platformName, authority.issuing, now, { notAfter: new Date(now - 1000) })),
    ],
    [
      'a certificate that is not yet good',
      signedBy(issue(platformName, authority.issuing, now, { notBefore: new Date(now + day) })),
    ],
    [
      'an expired issuer',
      (() => {
        const issuing = issue({ commonName: 'Old issuing authority' }, authority.root, now, {
          isCa: true,
          keyUsage: ['keyCertSign'],
          notAfter: new Date(now - 1000),
        })
        return signedBy(issue(platformName, issuing, now, {}), [issuing.certificate])
      })(),
    ],
    ['the certificate to seal under', signedBy(authority.encryption)],
    ['another certificate of the platform’s name', signedBy(issue(platformName, authority.issuing, now, {}))],
    [
      'the right key under another certificate',
      signedBy(issue(platformName, authority.issuing, now, {}, authority.signing.keyPair)),
    ],
    [
      'an authority',
      signedBy(
        issue(platformName, authority.root, now, {
          isCa: true,
          keyUsage: ['keyCertSign', 'digitalSignature'],
        }),
        [],
      ),
    ],
    [
      'an issuer that is no authority',
      (() => {
        const leaf = issue({ commonName: 'No authority' }, authority.root, now, {})
        return signedBy(issue(platformName, leaf, now, {}), [leaf.certificate])
      })(),
    ],
    ['another terminal', signedBy(issue({ commonName: '12345678' }, authority.issuing, now, {}))],
    [
      'this terminal',
      signedBy({
        certificate: parseCertificate(identity.terminalChain[0] ?? new Uint8Array()),
        keyPair: identity.keyPair,
      }),
    ],
    ['a certificate too many', signedBy(authority.signing, [...issuers, authority.encryption.certificate])],
  ]
  test.each(refused)('%s', async (_what, answer) => {
    expect(await refusalOf(answer)).toMatchObject({ reason: 'reply-certificate' })
  })
})

describe('content that is not canonical', () => {
  const written = (reply: CheckReply) => JSON.stringify(reply)
  test.each<[string, UnavailableReason, (reply: CheckReply) => string]>([
    ['white space', 'reply-not-canonical', (reply) => written(reply).replace('{', '{ ')],
    ['a line end', 'reply-not-canonical', (reply) => `${written(reply)}\n`],
    [
      'a member twice',
      'reply-not-canonical',
      (reply) => written(reply).replace('{', '{"authResult":"fail",'),
    ],
    ['an escape', 'reply-not-canonical', (reply) => written(reply).replace('pass', String.raw`\u0070ass`)],
    ['a member too many', 'reply-members', (reply) => JSON.stringify({ ...reply, note: '测试一' })],
    [
      'a member named __proto__',
      'reply-members',
      (reply) => written(reply).replace('{', '{"__proto__":"测试一",'),
    ],
    ['a member that is missing', 'reply-members', ({ digest: _digest, ...reply }) => JSON.stringify(reply)],
    ['a member of another type', 'reply-members', (reply) => JSON.stringify({ ...reply, bizSeq: 1 })],
    ['another word', 'reply-members', (reply) => written(reply).replace('pass', 'PASS')],
    ['a third word', 'reply-members', (reply) => written(reply).replace('pass', 'unsure')],
    [
      'a time that does not exist',
      'reply-members',
      (reply) => written({ ...reply, timeStamp: '20261322000000000' }),
    ],
    ['a list', 'reply-members', (reply) => `[${written(reply)}]`],
    ['a byte order mark', 'reply-malformed', (reply) => `\uFEFF${written(reply)}`],
    ['a comment', 'reply-malformed', (reply) => `${written(reply)}//`],
    ['nothing', 'reply-malformed', () => ''],
  ])('%s', async (_what, reason, change) => {
    expect(await refusalOf(replying((reply) => json(change(reply))))).toMatchObject({ reason })
  })

  test('bytes that are not UTF-8', async () => {
    expect(
      await refusalOf(replying((reply) => concatBytes(json(written(reply)), Uint8Array.of(0xff)))),
    ).toMatchObject({ reason: 'reply-malformed' })
  })
})

describe('a reply to something else', () => {
  test.each<[string, UnavailableReason, (reply: CheckReply) => CheckReply]>([
    ['another serial number', 'reply-other-check', (reply) => ({ ...reply, bizSeq: otherBizSeq })],
    ['another terminal', 'reply-other-terminal', (reply) => ({ ...reply, terminal: otherTerminal })],
    ['another request', 'reply-replayed', (reply) => ({ ...reply, digest: '0'.repeat(64) })],
    ['ten minutes ago', 'clock', (reply) => ({ ...reply, timeStamp: writeTimeStamp(now - 600_000) })],
    ['in ten minutes', 'clock', (reply) => ({ ...reply, timeStamp: writeTimeStamp(now + 600_000) })],
  ])('%s', async (_what, reason, change) => {
    expect(await refusalOf(replying(change))).toMatchObject({ reason })
  })

  test.each([-240_000, 240_000])('a clock that differs by %d ms is good enough', async (skew) => {
    const { outcome } = await outcomeOf(
      replying((reply) => ({ ...reply, timeStamp: writeTimeStamp(now + skew) })),
    )
    expect(outcome).toBe('pass')
  })

  test('a recorded reply of an earlier check is refused', async () => {
    let recorded: Uint8Array | null = null
    const { client } = await clientOf((request, reply) => {
      recorded ??= signReply(replyTo(request, now), authority.signing, issuers)
      reply.end(recorded)
    })
    const first = makeCheck()
    expect(await client.verify(first, [makeSealed(first)])).toBe('pass')
    const second = makeCheck()
    await expect(client.verify(second, [makeSealed(second)])).rejects.toMatchObject({
      reason: 'reply-other-check',
    })
  })

  test('a recorded reply of the same serial number and another request is refused', async () => {
    let recorded: Uint8Array | null = null
    const { client } = await clientOf((request, reply) => {
      recorded ??= signReply(replyTo(request, now), authority.signing, issuers)
      reply.end(recorded)
    })
    const check = makeCheck()
    expect(await client.verify(check, [makeSealed(check)])).toBe('pass')
    const sealedAgain = { ...makeSealed(check), data: new Uint8Array(900) }
    await expect(client.verify(check, [sealedAgain])).rejects.toMatchObject({ reason: 'reply-replayed' })
  })
})

describe('a lost reply', () => {
  test('is asked for again with the same bytes, and the verdict counts once', async () => {
    let lost = 0
    const { outcome, platform } = await outcomeOf((request, reply, incoming) => {
      if (lost++ < 2) incoming.socket.destroy()
      else void honest(request, reply, incoming)
    })
    expect(outcome).toBe('pass')
    const [first, second, third] = platform.requests
    expect(platform.requests).toHaveLength(3)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    expect(records()).toMatchObject([{ event: 'check.complete' }])
  })

  test('in the middle of the body is asked for again', async () => {
    let lost = false
    const { outcome, platform } = await outcomeOf((request, reply, incoming) => {
      if (lost) {
        void honest(request, reply, incoming)
        return
      }
      lost = true
      const bytes = signReply(replyTo(request, now), authority.signing, issuers)
      reply.writeHead(200, { 'content-length': bytes.length })
      reply.write(bytes.subarray(0, 100), () => incoming.socket.destroy())
    })
    expect(outcome).toBe('pass')
    expect(platform.requests).toHaveLength(2)
  })

  test('that stays lost is offline, after a bounded number of attempts', async () => {
    expect(await refusalOf((_request, _reply, incoming) => incoming.socket.destroy())).toMatchObject({
      reason: 'offline',
      attempts: 3,
    })
  })

  test('is not asked for again when no time is left for it', async () => {
    expect(
      await refusalOf((_request, _reply, incoming) => incoming.socket.destroy(), {
        limit: 300,
        retryPauses: [5000],
      }),
    ).toMatchObject({ reason: 'offline', attempts: 1 })
  })

  test('leaves less time for what follows: the limit holds for all attempts together', async () => {
    let lost = false
    const began = performance.now()
    expect(
      await refusalOf(
        (_request, _reply, incoming) => {
          if (!lost) incoming.socket.destroy()
          lost = true
        },
        { limit: 300, retryPauses: [100] },
      ),
    ).toMatchObject({ reason: 'timeout' })
    expect(performance.now() - began).toBeLessThan(600)
  })

  test.each([500, 401, 409])('a status of %d is an answer and is not asked for again', async (status) => {
    const { platform } = await outcomeOf((_request, reply) => reply.writeHead(status).end())
    expect(platform.requests).toHaveLength(1)
  })
})

describe('calling off', () => {
  test('ends a check at once and is no verdict', async () => {
    const calledOff = new AbortController()
    const { client } = await clientOf(() => calledOff.abort())
    const check = makeCheck()
    await expect(client.verify(check, [makeSealed(check)], calledOff.signal)).rejects.toMatchObject({
      reason: 'cancelled',
    })
    expect(records()).toMatchObject([{ event: 'check.unavailable', fields: { reason: 'cancelled' } }])
  })

  test('before the first byte sends nothing', async () => {
    const { client, platform } = await clientOf(honest)
    const check = makeCheck()
    await expect(client.verify(check, [makeSealed(check)], AbortSignal.abort())).rejects.toMatchObject({
      reason: 'cancelled',
    })
    expect(platform.requests).toHaveLength(0)
  })

  test('during the pause before another attempt ends the pause', async () => {
    const calledOff = new AbortController()
    const { client } = await clientOf(
      (_request, _reply, incoming) => {
        incoming.socket.on('close', () => calledOff.abort()).destroy()
      },
      { limit: 60_000, retryPauses: [30_000] },
    )
    const check = makeCheck()
    await expect(client.verify(check, [makeSealed(check)], calledOff.signal)).rejects.toMatchObject({
      reason: 'cancelled',
    })
  })
})

describe('an identity that an evil platform plants', () => {
  const identityText = '测试一990000199001011234'
  const digits = '990000199001011234'
  const hex = Buffer.from(identityText).toString('hex')
  const planted: [string, Answer][] = [
    [
      'in a header',
      (request, reply, incoming) => {
        reply.setHeader('x-person', digits)
        return honest(request, reply, incoming)
      },
    ],
    ['in the reason phrase', (_request, reply) => reply.writeHead(500, digits).end(digits)],
    [
      'in the reason phrase of a good reply',
      (request, reply) => {
        reply.writeHead(200, digits)
        reply.end(signReply(replyTo(request, now), authority.signing, issuers))
      },
    ],
    [
      'in a trailer',
      (request, reply) => {
        reply.writeHead(200, { trailer: 'x-person' })
        reply.write(signReply(replyTo(request, now), authority.signing, issuers))
        reply.addTrailers({ 'x-person': digits })
        reply.end()
      },
    ],
    ['in a redirection', (_request, reply) => reply.writeHead(302, { location: `/${digits}` }).end()],
    [
      'in an error body',
      (_request, reply) => reply.writeHead(400).end(JSON.stringify({ code: identityText })),
    ],
    ['in a member too many', replying((reply) => json(JSON.stringify({ ...reply, person: identityText })))],
    [
      'in place of the verdict',
      replying((reply) => json(JSON.stringify({ ...reply, authResult: identityText }))),
    ],
    ['in the digest', replying((reply) => ({ ...reply, digest: digits.padEnd(64, '0') }))],
    [
      'in the serial number',
      replying((reply) => json(JSON.stringify({ ...reply, bizSeq: digits.padEnd(32, '0') }))),
    ],
    ['in the time', replying((reply) => json(JSON.stringify({ ...reply, timeStamp: digits.slice(0, 17) })))],
    ['in the signer’s name', signedBy(issue({ commonName: identityText }, authority.issuing, now, {}))],
    [
      'in a certificate too many',
      signedBy(authority.signing, [
        ...issuers,
        issue({ commonName: identityText }, null, now, {}).certificate,
      ]),
    ],
    ['as the whole body', (_request, reply) => reply.end(identityText)],
    ['as plain JSON', (_request, reply) => reply.end(JSON.stringify({ person: identityText }))],
  ]

  test.each(planted)(
    '%s leaves no trace in the outcome, the events or the journal',
    async (_where, answer) => {
      const { outcome } = await outcomeOf(answer)
      expect(outcome === 'pass' || outcome instanceof VerificationUnavailable).toBe(true)
      const said =
        outcome instanceof Error
          ? [outcome.message, outcome.stack, String(outcome.cause), JSON.stringify(outcome)].join()
          : String(outcome)
      const kept = Buffer.from(journalText(), 'latin1')
      expect(records()).toHaveLength(1)
      for (const trace of [identityText, digits, hex, digits.slice(0, 17)]) {
        expect(said).not.toContain(trace)
        expect(kept.includes(trace)).toBe(false)
        expect(kept.includes(Buffer.from(trace, 'utf16le'))).toBe(false)
      }
    },
  )

  test('would be found by this search if it were there', () => {
    expect(Buffer.from(journalText() + identityText, 'utf8').includes(digits)).toBe(true)
  })
})

async function listen(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}
