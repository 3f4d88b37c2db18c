import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Check, SealedEvidence } from '../../shared/check.ts'
import { readSignedData } from '../../shared/gm/cms.ts'
import { checkRequestSchema, readCanonicalJson } from '../../shared/wire.ts'
import { createHttpExchange, type HttpExchange } from './http-exchange.ts'
import {
  type LoopbackPlatform,
  makeAuthority,
  makeCheck,
  makeIdentity,
  makeSealed,
  otherBizSeq,
  replyTo,
  signReply,
  startPlatform,
} from './platform-fixture.ts'
import type { SealedPieces } from './platform-gateway.ts'
import { createVerificationClient } from './verification-client.ts'
import { createWireGateway } from './wire-gateway.ts'

const now = Date.UTC(2026, 10, 22, 2, 0, 0)
const authority = makeAuthority(now)
const identity = makeIdentity(authority, now)

let platform: LoopbackPlatform
let exchange: HttpExchange
let recorded: unknown[]
/** How many connections the platform drops before it answers. */
let dropped: number

beforeEach(async () => {
  recorded = []
  dropped = 0
  platform = await startPlatform((request, reply) => {
    if (platform.requests.length <= dropped) reply.socket?.destroy()
    else reply.end(signReply(replyTo(request, now), authority.signing, [authority.issuing.certificate]))
  })
  exchange = createHttpExchange(platform.url)
})

afterEach(async () => {
  exchange.close()
  await platform.close()
})

const client = () =>
  createVerificationClient({
    gateway: () =>
      createWireGateway({
        exchange,
        identity,
        root: authority.root.certificate,
        customNumber: '10000001',
        now: () => now,
      }),
    record: (event, fields) => recorded.push([event, fields]),
    limit: 4_000,
    elapsed: () => performance.now(),
    retryPauses: [5, 20],
  })

const childs = (): Check => ({ ...makeCheck(), subject: 'child', accepts: ['wallet-code', 'dynamic-code'] })

/** A guardian's code and the digits of a child, sealed for one check. */
function both(check: Check): readonly [guardian: SealedEvidence, child: SealedEvidence] {
  return [makeSealed(check), { ...makeSealed(check, 'dynamic-code'), data: Uint8Array.of(1, 2, 3) }]
}

const sent = (request: Uint8Array = new Uint8Array()) =>
  readCanonicalJson(readSignedData(request).content, checkRequestSchema)

describe('a child’s check', () => {
  test('carries the guardian’s piece and then the child’s, in one request', async () => {
    const check = childs()
    expect(await client().verify(check, both(check))).toBe('pass')
    expect(platform.requests).toHaveLength(1)
    expect(sent(platform.requests[0])).toMatchObject({
      bizSeq: check.bizSeq,
      subject: 'child',
      evidence: both(check).map(({ kind, data }) => ({ kind, data: Buffer.from(data).toString('base64') })),
    })
  })

  test('is recorded once, with what the child presented', async () => {
    const check = childs()
    await client().verify(check, both(check))
    expect(recorded).toMatchObject([
      ['check.complete', { bizSeq: check.bizSeq, evidence: 'dynamic-code', verdict: 'pass' }],
    ])
  })

  test('sends both again, byte for byte, when the reply got lost', async () => {
    dropped = 1
    const check = childs()
    expect(await client().verify(check, both(check))).toBe('pass')
    const [first, second] = platform.requests
    expect(platform.requests).toHaveLength(2)
    expect(second).toEqual(first)
  })
})

describe('what never leaves the terminal', () => {
  const wrong: readonly [string, () => readonly [Check, SealedPieces]][] = [
    [
      'a child’s check without the child',
      () => {
        const check = childs()
        return [check, [makeSealed(check)]]
      },
    ],
    [
      'a guardian beside somebody who is no child',
      () => {
        const check: Check = { ...childs(), subject: 'supervised' }
        return [check, both(check)]
      },
    ],
    [
      'a guardian’s piece of another check',
      () => {
        const check = childs()
        return [check, [makeSealed({ bizSeq: otherBizSeq }), makeSealed(check)]]
      },
    ],
    [
      'a child’s piece of another check',
      () => {
        const check = childs()
        return [check, [makeSealed(check), makeSealed({ bizSeq: otherBizSeq })]]
      },
    ],
  ]

  test.each(wrong)('%s', async (_what, make) => {
    await expect(client().verify(...make())).rejects.toThrow(TypeError)
    expect(platform.requests).toEqual([])
    expect(recorded).toEqual([])
  })
})
