import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../src/shared/gm/bytes.ts'
import {
  isSandboxCertificate,
  fromPem,
  parseCertificate,
  verifyCertificateChain,
} from '../../src/shared/gm/certificate.ts'
import { generateSm2KeyPair } from '../../src/shared/gm/sm2.ts'
import { enrolmentReplySchema, readCanonicalJson } from '../../src/shared/wire.ts'
import { type RunningPlatform, runPlatform } from './platform.fake.ts'
import { enrol, enrolmentRequest, postJson } from './terminal.fake.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
afterAll(() => running.end())

const office = () => running.platform.enrolmentOffice
const send = (body: unknown) => postJson(`${running.url}/v1/terminals`, body)

/** Status and body of an answer that should be a refusal. */
async function answerTo(body: unknown): Promise<readonly [number, unknown]> {
  const response = await send(body)
  return [response.status, await response.json()]
}

const refused = [400, { code: 'enrolment' }]
const malformed = [400, { code: 'malformed' }]

describe('enrolment', () => {
  test('gives a terminal a random number and certificates that lead to the root in the file', async () => {
    const keyPair = generateSm2KeyPair()
    const response = await send(enrolmentRequest(office().code, keyPair))
    const reply = readCanonicalJson(new Uint8Array(await response.arrayBuffer()), enrolmentReplySchema)
    const pem = await readFile(path.join(running.folder, 'platform-root.pem'), 'ascii')
    const root = parseCertificate(fromPem('CERTIFICATE', pem))
    expect(isSandboxCertificate(root)).toBe(true)
    const chains = [reply.terminalChain, reply.platformChain].map((chain) =>
      chain.map((der) => parseCertificate(fromBase64(der))),
    )
    for (const [index, usage] of (['digitalSignature', 'keyEncipherment'] as const).entries()) {
      const [leaf, ...intermediates] = chains[index] ?? []
      if (!leaf) throw new Error('no certificate')
      verifyCertificateChain({ leaf, intermediates, root, at: new Date(), usage })
      expect([...leaf.keyUsage]).toEqual([usage])
    }
    expect(chains[0]?.[0]?.subject).toBe(`CN=${reply.terminal},O=PassOnly sandbox,C=CN`)
    expect(chains[0]?.[0]?.publicKey).toEqual(keyPair.publicKey)
  })

  test('a code takes in one terminal; the next code stands in the file at once', async () => {
    const { code } = office()
    const first = await enrol(running.url, code)
    expect(await answerTo(enrolmentRequest(code))).toEqual(refused)
    const next = (await readFile(path.join(running.folder, 'enrolment-code'), 'ascii')).trim()
    expect(next).toBe(office().code)
    expect(next).not.toBe(code)
    const second = await enrol(running.url, next)
    expect(second.number).not.toBe(first.number)
  })

  test('one code in many requests at once takes in exactly one terminal', async () => {
    const { code } = office()
    const responses = await Promise.all(Array.from({ length: 5 }, () => send(enrolmentRequest(code))))
    expect(responses.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400, 400, 400, 400])
  })

  test('the same request again, because its reply was lost, gets the same certificate', async () => {
    const request = enrolmentRequest(office().code)
    const first = await (await send(request)).text()
    expect(await (await send(request)).text()).toBe(first)
    await running.restart()
    expect(await (await send(request)).text()).toBe(first)
  })

  test('an unused code survives a restart; a reissued one makes the former void', async () => {
    const { code } = office()
    await running.restart()
    expect(office().code).toBe(code)
    expect(office().reissue()).not.toBe(code)
    expect(await answerTo(enrolmentRequest(code))).toEqual(refused)
  })

  test('codes that were issued together take in one terminal each, and no other code makes them void', async () => {
    const { code } = office()
    const codes = office().issue(2)
    office().reissue()
    await running.restart()
    for (const one of codes) {
      await enrol(running.url, one)
      expect(await answerTo(enrolmentRequest(one))).toEqual(refused)
    }
    expect(await answerTo(enrolmentRequest(code))).toEqual(refused)
    expect(new Set([...codes, office().code]).size).toBe(3)
  })

  test.each<[string, () => unknown]>([
    ['a code that nobody issued', () => enrolmentRequest('ABCDEFGH23456789')],
    ['an unknown relying party', () => ({ ...enrolmentRequest(office().code), customNumber: '99999999' })],
    [
      'something else than a certificate request',
      () => ({ ...enrolmentRequest(office().code), request: 'AAAA' }),
    ],
    ['a request that its own key did not sign', () => withForeignSignature(office().code)],
  ])('refuses %s, without saying what was wrong', async (_what, body) => {
    expect(await answerTo(body())).toEqual(refused)
  })

  test.each<[string, (request: ReturnType<typeof enrolmentRequest>) => unknown]>([
    ['a member too many', (request) => ({ ...request, hall: 'x' })],
    ['a member missing', ({ version: _version, ...rest }) => rest],
    ['a code with other characters', (request) => ({ ...request, enrolmentCode: "' or 1=1 --" })],
    ['another version', (request) => ({ ...request, version: 2 })],
  ])('finds %s malformed', async (_what, change) => {
    expect(await answerTo(change(enrolmentRequest(office().code)))).toEqual(malformed)
  })

  test('a refused request leaves the code good', async () => {
    const { code } = office()
    expect(await answerTo(withForeignSignature(code))).toEqual(refused)
    expect((await enrol(running.url, code)).number).toMatch(/^[0-9]{8}$/)
  })
})

function withForeignSignature(code: string) {
  const request = enrolmentRequest(code)
  const der = fromBase64(request.request)
  const last = der.length - 1
  der[last] = (der[last] ?? 0) ^ 1
  return { ...request, request: toBase64(der) }
}
