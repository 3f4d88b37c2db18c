import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../shared/gm/bytes.ts'
import { parseCertificateRequest } from '../../shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../shared/gm/sm2-keys.ts'
import type { TerminalNumber } from '../../shared/check.ts'
import type { UnavailableReason } from '../../shared/verdict.ts'
import { type EnrolmentReply, enrolmentRequestSchema } from '../../shared/wire.ts'
import { createEnrolment, type Enrolment } from './enrolment.ts'
import { createHttpExchange, type HttpExchange } from './http-exchange.ts'
import { createTerminalKeyStore } from './key-store.ts'
import {
  type Answer,
  day,
  issue,
  type LoopbackPlatform,
  makeAuthority,
  otherTerminal,
  platformName,
  startPlatform,
  terminal,
  type TestAuthority,
} from './platform-fixture.ts'

const now = Date.UTC(2026, 10, 22)
const authority = makeAuthority(now)
const code = 'ENROLMENTCODE001'

let folder: string
let platform: LoopbackPlatform | null
let exchange: HttpExchange | null
let recorded: [string, object][]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enrolment-'))
  platform = null
  exchange = null
  recorded = []
})
afterEach(async () => {
  exchange?.close()
  await platform?.close()
  rmSync(folder, { recursive: true })
})

const keyStore = () => createTerminalKeyStore(join(folder, 'terminal.json'), { kind: 'development' })

async function enrolmentAt(answer: Answer): Promise<Enrolment> {
  platform = await startPlatform(answer)
  exchange = createHttpExchange(platform.url)
  return createEnrolment({
    exchange,
    keyStore: keyStore(),
    root: authority.root.certificate,
    customNumber: '10000001',
    now: () => now,
    record: (id, fields) => recorded.push([id, fields]),
    limit: 2000,
  })
}

function requestOf(body: Uint8Array) {
  const request = enrolmentRequestSchema.parse(JSON.parse(new TextDecoder().decode(body)))
  return { ...request, der: fromBase64(request.request) }
}

/** The platform's honest answer, with certificates of the given authority for the requested or another key. */
function certify(
  body: Uint8Array,
  by: TestAuthority = authority,
  form: Parameters<typeof issue>[3] = {},
  number: TerminalNumber = terminal,
): EnrolmentReply {
  const { publicKey } = parseCertificateRequest(requestOf(body).der)
  const { certificate } = issue({ commonName: number, organisation: 'Invented' }, by.issuing, now, {
    publicKey,
    ...form,
  })
  const issuing = toBase64(by.issuing.certificate.der)
  return {
    terminal,
    terminalChain: [toBase64(certificate.der), issuing],
    platformChain: [toBase64(by.encryption.certificate.der), issuing],
    signerChain: [toBase64(by.signing.certificate.der), issuing],
  }
}

const replying =
  (reply: (body: Uint8Array) => unknown): Answer =>
  (body, response) =>
    response.end(JSON.stringify(reply(body)))

describe('enrolment', () => {
  test('gives the terminal an identity that the next start finds', async () => {
    const identity = await (await enrolmentAt(replying((body) => certify(body)))).enrol(code)
    expect(identity.terminal).toBe(terminal)
    expect(await keyStore().load()).toEqual(identity)
    expect(recorded).toEqual([['terminal.enrol.complete', {}]])
  })

  test('sends a request that the terminal’s own key signed, and nothing about the terminal', async () => {
    const identity = await (await enrolmentAt(replying((body) => certify(body)))).enrol(code)
    expect(platform?.paths).toEqual(['POST /v1/terminals'])
    const { der, request: _request, ...rest } = requestOf(platform?.requests[0] ?? new Uint8Array())
    expect(rest).toEqual({ version: 1, customNumber: '10000001', enrolmentCode: code })
    expect(parseCertificateRequest(der)).toMatchObject({
      subject: 'CN=terminal',
      publicKey: identity.keyPair.publicKey,
    })
  })

  test('asks again with the same request after a lost reply: a code is good for one key', async () => {
    let lost = false
    const enrolment = await enrolmentAt((body, response, incoming) => {
      if (lost) response.end(JSON.stringify(certify(body)))
      else incoming.socket.destroy()
      lost = true
    })
    await expect(enrolment.enrol(code)).rejects.toMatchObject({ reason: 'offline' })
    const identity = await enrolment.enrol(code)
    const [first, second] = platform?.requests ?? []
    expect(second).toEqual(first)
    expect(await keyStore().load()).toEqual(identity)
    expect(recorded.map(([id]) => id)).toEqual(['terminal.enrol.failed', 'terminal.enrol.complete'])
  })

  test('makes another key for another code', async () => {
    const enrolment = await enrolmentAt((_body, response) => response.writeHead(400).end())
    await expect(enrolment.enrol(code)).rejects.toMatchObject({ reason: 'request-refused' })
    await expect(enrolment.enrol('ENROLMENTCODE002')).rejects.toMatchObject({ reason: 'request-refused' })
    const [first, second] = (platform?.requests ?? []).map((body) =>
      parseCertificateRequest(requestOf(body).der),
    )
    expect(second?.publicKey).not.toEqual(first?.publicKey)
  })
})

describe('an answer that cannot be trusted stores nothing', () => {
  const foreign = makeAuthority(now)
  const changed = (change: (reply: EnrolmentReply) => unknown) => replying((body) => change(certify(body)))
  const expired = issue(platformName, authority.issuing, now, {
    keyUsage: ['keyEncipherment'],
    notAfter: new Date(now - day / 2),
  })
  const answers: [string, UnavailableReason, Answer][] = [
    ['another root', 'reply-certificate', replying((body) => certify(body, foreign))],
    [
      'another key',
      'reply-certificate',
      replying((body) => certify(body, authority, { publicKey: generateSm2KeyPair().publicKey })),
    ],
    [
      'another name in the certificate',
      'reply-certificate',
      replying((body) => certify(body, authority, {}, otherTerminal)),
    ],
    [
      'a certificate that may not sign',
      'reply-certificate',
      replying((body) => certify(body, authority, { keyUsage: ['keyEncipherment'] })),
    ],
    [
      'a platform certificate that nobody may seal under',
      'reply-certificate',
      changed((reply) => ({
        ...reply,
        platformChain: [toBase64(authority.signing.certificate.der), ...reply.platformChain.slice(1)],
      })),
    ],
    [
      'a platform certificate of another root',
      'reply-certificate',
      changed((reply) => ({ ...reply, platformChain: certificatesOf(foreign) })),
    ],
    [
      'an expired platform certificate',
      'reply-certificate',
      changed((reply) => ({
        ...reply,
        platformChain: [toBase64(expired.certificate.der), ...reply.platformChain.slice(1)],
      })),
    ],
    [
      'no issuer',
      'reply-certificate',
      changed((reply) => ({ ...reply, terminalChain: reply.terminalChain.slice(0, 1) })),
    ],
    [
      'certificates that are none',
      'reply-malformed',
      changed((reply) => ({ ...reply, terminalChain: ['AAAA'] })),
    ],
    [
      'base64 of another writer',
      'reply-malformed',
      changed((reply) => ({ ...reply, terminalChain: ['AAB='] })),
    ],
    ['a member too many', 'reply-members', changed((reply) => ({ ...reply, hall: '3' }))],
    [
      'a terminal number of another form',
      'reply-members',
      changed((reply) => ({ ...reply, terminal: 'hall-3' })),
    ],
    ['no JSON', 'reply-malformed', (_body, response) => response.end('<html>')],
    [
      'JSON with spaces',
      'reply-not-canonical',
      (body, response) => response.end(JSON.stringify(certify(body), null, 1)),
    ],
    ['a code that is not accepted', 'request-refused', (_body, response) => response.writeHead(400).end()],
    ['a platform in trouble', 'server-error', (_body, response) => response.writeHead(500).end()],
  ]

  test.each(answers)('%s', async (_what, reason, answer) => {
    await expect((await enrolmentAt(answer)).enrol(code)).rejects.toMatchObject({ reason })
    expect(readdirSync(folder)).toEqual([])
    expect(recorded).toEqual([['terminal.enrol.failed', { reason }]])
  })
})

function certificatesOf({ encryption, issuing }: TestAuthority): readonly string[] {
  return [encryption, issuing].map(({ certificate }) => toBase64(certificate.der))
}
