import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fromBase64, toBase64 } from '../../shared/gm/bytes.ts'
import { parseCertificateRequest } from '../../shared/gm/certificate.ts'
import { enrolmentRequestSchema } from '../../shared/wire.ts'
import { createTerminalKeyStore } from './key-store.ts'
import {
  type Answer,
  day,
  issue,
  type LoopbackPlatform,
  makeAuthority,
  makeIdentity,
  startPlatform,
  terminal,
} from './platform-fixture.ts'
import { openPlatformSession, type PlatformSession } from './platform-session.ts'

const now = Date.UTC(2026, 10, 22)
const authority = makeAuthority(now)

let folder: string
let platform: LoopbackPlatform
let session: PlatformSession | null
let recorded: [string, object][]
let serviceable: boolean[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'))
  session = null
  recorded = []
  serviceable = []
})
afterEach(async () => {
  session?.close()
  await platform.close()
  rmSync(folder, { recursive: true })
})

const keyStore = () => createTerminalKeyStore(join(folder, 'terminal.json'), { kind: 'development' })

const certifying: Answer = (body, reply) => {
  const request = enrolmentRequestSchema.parse(JSON.parse(new TextDecoder().decode(body)))
  const { publicKey } = parseCertificateRequest(fromBase64(request.request))
  const { certificate } = issue({ commonName: terminal }, authority.issuing, now, { publicKey })
  const issuing = toBase64(authority.issuing.certificate.der)
  reply.end(
    JSON.stringify({
      terminal,
      terminalChain: [toBase64(certificate.der), issuing],
      platformChain: [toBase64(authority.encryption.certificate.der), issuing],
      signerChain: [toBase64(authority.signing.certificate.der), issuing],
    }),
  )
}

async function open(
  answer: Answer,
  { code = 'ENROLMENTCODE001', at = now }: { code?: string | null; at?: number } = {},
) {
  platform = await startPlatform(answer)
  session = openPlatformSession({
    platform: { url: platform.url, customNumber: '10000001', policy: 'hall', authMode: 'R01' },
    root: { certificate: authority.root.certificate, isTest: true },
    keyStore: keyStore(),
    enrolmentCode: async () => code,
    record: (id, fields) => recorded.push([id, fields]),
    limit: 2000,
    now: () => at,
    onServiceable: (now) => serviceable.push(now),
  })
  const opened = session
  await vi.waitFor(() => expect(serviceable.length).toBeGreaterThan(0))
  return opened
}

test('a terminal that was enrolled before asks nobody', async () => {
  const identity = makeIdentity(authority, now)
  await keyStore().save(identity)
  const opened = await open(certifying)
  expect(serviceable).toEqual([true])
  expect(opened.identity()).toEqual(identity)
  expect(opened.gateway()).not.toBeNull()
  expect(platform.requests).toHaveLength(0)
})

test('a new terminal enrols', async () => {
  const opened = await open(certifying)
  expect(serviceable).toEqual([true])
  expect(opened.identity()).toEqual(await keyStore().load())
  expect(recorded).toEqual([['terminal.enrol.complete', {}]])
})

test('a terminal whose root was replaced enrols again', async () => {
  await keyStore().save(makeIdentity(makeAuthority(now), now))
  const opened = await open(certifying)
  expect(serviceable).toEqual([true])
  expect(platform.requests).toHaveLength(1)
  expect(opened.identity()).toEqual(await keyStore().load())
})

test('a terminal whose certificate has expired is out of service without a code', async () => {
  await keyStore().save(makeIdentity(authority, now))
  const opened = await open(certifying, { code: null, at: now + 400 * day })
  expect(serviceable).toEqual([false])
  expect(opened.gateway()).toBeNull()
  expect(recorded).toEqual([['terminal.enrol.failed', { reason: 'not-enrolled' }]])
})

test('a platform that cannot be had at first is asked again, by the same request', async () => {
  let asked = 0
  const opened = await open((body, reply, incoming) => {
    if (asked++ === 0) incoming.socket.destroy()
    else void certifying(body, reply, incoming)
  })
  expect(serviceable).toEqual([false])
  await vi.waitFor(() => expect(serviceable).toEqual([false, true]), { timeout: 5000 })
  expect(platform.requests[1]).toEqual(platform.requests[0])
  expect(opened.identity()?.terminal).toBe(terminal)
})
