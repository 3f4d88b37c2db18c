import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { generateSm2KeyPair } from '../../src/shared/gm/sm2.ts'
import { parseCertificate } from '../../src/shared/gm/certificate.ts'
import { sm3 } from '../../src/shared/gm/sm3.ts'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { newBizSeq, terminalNumberSchema } from '../../src/shared/check.ts'
import { receiptNumber, writeCanonicalJson, writeTimeStamp } from '../../src/shared/wire.ts'
import { makeAuthority } from './authority-files.ts'
import { certificateAuthority } from './certificate-authority.ts'
import { type RunningPlatform, runPlatform, walletCode as codeOf } from './platform.fake.ts'
import { checkRequest, type FakeTerminal, post, readReply, signed, type Tampering } from './terminal.fake.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
beforeEach(() => running.clock.setOffset(0))
afterAll(() => running.end())

const now = () => running.clock.now()
const walletCode = (citizen?: string) => codeOf(running, citizen)
const send = (message: Uint8Array) => post(running.url, message)

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

async function verdictOf(message: Uint8Array): Promise<string> {
  const response = await send(message)
  expect(response.status).toBe(200)
  return readReply(running.platform.authority.root, await bytesOf(response), now()).authResult
}

function ordinary(tampering?: Tampering, terminal: FakeTerminal = running.terminal): Uint8Array {
  return signed(terminal, checkRequest(terminal, walletCode(), now(), tampering))
}

/** Status and body of an answer that should be a refusal. */
async function answerTo(message: Uint8Array): Promise<readonly [number, unknown]> {
  const response = await send(message)
  return [response.status, await response.json()]
}

function lastCheck(citizen = 'test-1') {
  return running.platform.store.checks.ofCitizen(citizen, 1)[0]
}

describe('a check', () => {
  test('passes with a fresh code, and the reply says that and nothing else', async () => {
    const request = checkRequest(running.terminal, walletCode(), now())
    const response = await send(signed(running.terminal, request))
    expect(response.headers.get('content-type')).toBe('application/cms')
    const reply = readReply(running.platform.authority.root, await bytesOf(response), now())
    expect(reply).toEqual({
      bizSeq: request.bizSeq,
      terminal: running.terminal.number,
      timeStamp: reply.timeStamp,
      authResult: 'pass',
      digest: toHex(sm3(writeCanonicalJson(request))),
    })
    expect(lastCheck()).toMatchObject({ verdict: 'pass', cause: null })
  })

  test('fails when the code was used, and the citizen alone reads why', async () => {
    const code = walletCode()
    const message = () => signed(running.terminal, checkRequest(running.terminal, code, now()))
    expect(await verdictOf(message())).toBe('pass')
    expect(await verdictOf(message())).toBe('fail')
    expect(lastCheck()).toMatchObject({ verdict: 'fail', cause: 'code-used' })
  })

  test('fails when the code is 61 seconds old', async () => {
    const code = walletCode()
    running.clock.setOffset(61_000)
    expect(await verdictOf(signed(running.terminal, checkRequest(running.terminal, code, now())))).toBe(
      'fail',
    )
    expect(lastCheck()).toMatchObject({ cause: 'code-expired' })
  })

  test('fails with a code that nobody issued', async () => {
    const forged = `WZ1:${'A'.repeat(56)}`
    expect(await verdictOf(signed(running.terminal, checkRequest(running.terminal, forged, now())))).toBe(
      'fail',
    )
    const binary = Uint8Array.of(0, 255, 1)
    expect(await verdictOf(signed(running.terminal, checkRequest(running.terminal, binary, now())))).toBe(
      'fail',
    )
  })

  test('passes exactly once when one code comes in many requests at once', async () => {
    const code = walletCode()
    const messages = Array.from({ length: 8 }, () =>
      signed(running.terminal, checkRequest(running.terminal, code, now())),
    )
    const verdicts = await Promise.all(messages.map(verdictOf))
    expect(verdicts.filter((verdict) => verdict === 'pass')).toHaveLength(1)
  })

  test('takes the same request again for the same check: the same bytes, even ten minutes later', async () => {
    const message = ordinary()
    const first = await bytesOf(await send(message))
    expect(await bytesOf(await send(message))).toEqual(first)
    running.clock.setOffset(600_000)
    expect(await bytesOf(await send(message))).toEqual(first)
  })

  test('takes the same content under another signature for the same check', async () => {
    const request = checkRequest(running.terminal, walletCode(), now())
    const first = await bytesOf(await send(signed(running.terminal, request)))
    expect(await bytesOf(await send(signed(running.terminal, request)))).toEqual(first)
  })

  test('refuses other content under a serial number that was used', async () => {
    const request = checkRequest(running.terminal, walletCode(), now())
    await send(signed(running.terminal, request))
    const other = checkRequest(running.terminal, walletCode(), now(), {
      request: { bizSeq: request.bizSeq },
      seal: { bizSeq: request.bizSeq },
    })
    expect(await answerTo(signed(running.terminal, other))).toEqual([409, { code: 'conflict' }])
  })

  test('keeps used codes used and replies identical over a restart', async () => {
    const code = walletCode()
    const message = signed(running.terminal, checkRequest(running.terminal, code, now()))
    const first = await bytesOf(await send(message))
    await running.restart()
    expect(await bytesOf(await send(message))).toEqual(first)
    expect(await verdictOf(signed(running.terminal, checkRequest(running.terminal, code, now())))).toBe(
      'fail',
    )
  })

  test('a refused request uses no code up', async () => {
    const code = walletCode()
    const moved = checkRequest(running.terminal, code, now(), { seal: { bizSeq: newBizSeq() } })
    expect(await answerTo(signed(running.terminal, moved))).toEqual([400, { code: 'refused' }])
    expect(await verdictOf(signed(running.terminal, checkRequest(running.terminal, code, now())))).toBe(
      'pass',
    )
  })
})

describe('anything cryptographic is refused in one and the same way', () => {
  const otherAuthority = certificateAuthority(makeAuthority(Date.now()))

  function certified(authority: typeof otherAuthority, number = running.terminal.number): FakeTerminal {
    const keyPair = generateSm2KeyPair()
    const der = authority.certifyTerminal(number, keyPair.publicKey, now())
    return { ...running.terminal, keyPair, certificate: parseCertificate(der), issuing: authority.issuing }
  }

  test.each<[string, () => Uint8Array]>([
    ['garbage', () => Uint8Array.of(1, 2, 3)],
    ['an empty body', () => new Uint8Array(0)],
    ['plain JSON', () => Buffer.from('{}')],
    [
      'a changed last byte',
      () => {
        const message = ordinary()
        return message.map((byte, index) => (index === message.length - 1 ? byte ^ 1 : byte))
      },
    ],
    [
      'changed content under the old signature',
      () => {
        const message = Buffer.from(ordinary())
        message.write('supervised'.slice(0, 4), message.indexOf('self'))
        return message
      },
    ],
    ['a truncated message', () => ordinary().slice(0, -1)],
    ['a byte too many', () => Buffer.concat([ordinary(), Uint8Array.of(0)])],
    ['a terminal certified by another root', () => ordinary({}, certified(otherAuthority))],
    [
      'a second certificate in the name of an enrolled terminal',
      () => ordinary({}, certified(running.platform.authority)),
    ],
    [
      'a message signed by the platform itself',
      () => ordinary({}, { ...running.terminal, ...running.platform.authority.signing }),
    ],
    [
      'evidence sealed for another platform',
      () => ordinary({ recipient: otherAuthority.encryption.certificate }),
    ],
    ['another serial number inside the seal', () => ordinary({ seal: { bizSeq: newBizSeq() } })],
    ['another terminal inside the seal', () => ordinary({ seal: { terminal: '00000000' } })],
    ['another kind inside the seal', () => ordinary({ seal: { kind: 'resident-card' } })],
    ['an old time inside the seal', () => ordinary({ seal: { timeStamp: writeTimeStamp(now() - 301_000) } })],
    [
      'a time inside the seal that does not exist',
      () => ordinary({ seal: { timeStamp: '20261340256199000' } }),
    ],
    [
      'evidence that is not an envelope',
      () => ordinary({ request: { evidence: [{ kind: 'wallet-code', data: 'AAAA' }] } }),
    ],
    [
      'evidence in base64 that is not canonical',
      () => ordinary({ request: { evidence: [{ kind: 'wallet-code', data: 'AB==' }] } }),
    ],
  ])('%s', async (_what, message) => {
    expect(await answerTo(message())).toEqual([400, { code: 'refused' }])
  })

  test('an enrolled terminal that speaks for another', async () => {
    const other = { ...running.terminal, number: terminalNumberSchema.parse('12345678') }
    running.platform.store.terminals.add(other.number, '10000001', Uint8Array.of(1), now())
    expect(await answerTo(ordinary({}, other))).toEqual([400, { code: 'refused' }])
  })
})

describe('the receipt number', () => {
  test('is kept with the check as the terminal computes it, for a pass and for a fail', async () => {
    for (const [code, verdict] of [
      [walletCode(), 'pass'],
      [`WZ1:${'A'.repeat(56)}`, 'fail'],
    ] as const) {
      const request = checkRequest(running.terminal, code, now())
      expect(await verdictOf(signed(running.terminal, request))).toBe(verdict)
      const kept = running.platform.store.receipts.of(request.bizSeq)
      expect(kept).toBe(receiptNumber(writeCanonicalJson(request), verdict))
    }
  })

  test('is kept once, whatever is sent again', async () => {
    const request = checkRequest(running.terminal, walletCode(), now())
    const message = signed(running.terminal, request)
    expect(await Promise.all([message, message, message].map(verdictOf))).toEqual(['pass', 'pass', 'pass'])
    expect(running.platform.store.receipts.of(request.bizSeq)).toMatch(/^[0-9a-f]{20}$/)
  })

  test('leads to the check of its own relying party, if that passed', async () => {
    const { receipts } = running.platform.store
    const request = checkRequest(running.terminal, walletCode('test-2'), now())
    await verdictOf(signed(running.terminal, request))
    const passed = receiptNumber(writeCanonicalJson(request), 'pass')
    expect(receipts.passed(passed, '10000001')).toMatchObject({ bizSeq: request.bizSeq, citizen: 'test-2' })
    expect(receipts.passed(passed, '10000002')).toBeUndefined()
    const failed = checkRequest(running.terminal, `WZ1:${'A'.repeat(56)}`, now())
    await verdictOf(signed(running.terminal, failed))
    expect(receipts.passed(receiptNumber(writeCanonicalJson(failed), 'fail'), '10000001')).toBeUndefined()
  })
})

describe('a request that is signed but not of the protocol is refused', () => {
  const json = () =>
    new TextDecoder().decode(writeCanonicalJson(checkRequest(running.terminal, walletCode(), now())))

  test.each<[string, () => string | Uint8Array]>([
    ['not JSON', () => 'hello'],
    ['not UTF-8', () => Uint8Array.of(0x22, 0xff, 0x22)],
    ['a space between members', () => json().replace(',', ', ')],
    ['a member twice', () => json().replace('{', '{"version":1,')],
    ['an escaped letter', () => json().replace('self', String.raw`\u0073elf`)],
    ['a byte order mark', () => `\u{FEFF}${json()}`],
    ['a number in another form', () => json().replace('"version":1', '"version":1.0')],
    ['a member too many', () => json().replace('{', '{"place":"3",')],
    ['a member missing', () => json().replace('"subject":"self",', '')],
    ['no evidence', () => json().replace(/\[.*\]/, '[]')],
    [
      'a time that does not exist',
      () => json().replace(/"timeStamp":"\d+"/, '"timeStamp":"20260230000000000"'),
    ],
  ])('%s', async (_what, content) => {
    expect(await answerTo(signed(running.terminal, content()))).toEqual([400, { code: 'malformed' }])
  })
})

describe('what the platform’s rules do not allow is refused', () => {
  test.each<[string, Tampering, number, string]>([
    ['a policy that nobody registered', { request: { policy: 'hall-r99' } }, 400, 'policy'],
    ['the name of another relying party', { request: { customNumber: '10000002' } }, 400, 'policy'],
    ['a mode below the policy’s', { request: { authMode: 'D01' } }, 400, 'policy'],
    ['a child’s check without the guardian’s evidence', { request: { subject: 'child' } }, 400, 'evidence'],
  ])('%s', async (_what, tampering, status, code) => {
    expect(await answerTo(ordinary(tampering))).toEqual([status, { code }])
  })

  test('two pieces of evidence for one person', async () => {
    const request = checkRequest(running.terminal, walletCode(), now())
    const evidence = [...request.evidence, ...request.evidence]
    expect(await answerTo(signed(running.terminal, { ...request, evidence }))).toEqual([
      400,
      { code: 'evidence' },
    ])
  })

  test.each([
    ['behind', -301_000],
    ['ahead', 301_000],
  ])('a terminal whose clock is more than five minutes %s', async (_way, difference) => {
    const request = checkRequest(running.terminal, walletCode(), now() + difference)
    expect(await answerTo(signed(running.terminal, request))).toEqual([412, { code: 'clock' }])
  })

  test('a clock four minutes off is taken', async () => {
    const request = checkRequest(running.terminal, walletCode(), now() - 240_000)
    expect(await verdictOf(signed(running.terminal, request))).toBe('pass')
  })

  test('a terminal that the platform has lost', async () => {
    const keyPair = generateSm2KeyPair()
    const number = terminalNumberSchema.parse('99999999')
    const der = running.platform.authority.certifyTerminal(number, keyPair.publicKey, now())
    const lost = { ...running.terminal, number, keyPair, certificate: parseCertificate(der) }
    expect(await answerTo(ordinary({}, lost))).toEqual([401, { code: 'terminal-unknown' }])
  })

  test('more than the citizen did on the phone: fail, and the phone says what was missing', async () => {
    expect(await verdictOf(ordinary({ request: { authMode: 'R02' } }))).toBe('fail')
    expect(lastCheck()).toMatchObject({ cause: 'factor-missing' })
  })
})

test('a revoked terminal is refused, for new checks and old ones', async () => {
  const fresh = await runPlatform()
  try {
    const { terminal, platform, url } = fresh
    const code = codeOf(fresh)
    const message = signed(terminal, checkRequest(terminal, code, fresh.clock.now()))
    expect((await post(url, message)).status).toBe(200)
    platform.store.terminals.revoke(terminal.number, fresh.clock.now())
    const response = await post(url, message)
    expect([response.status, await response.json()]).toEqual([403, { code: 'terminal-revoked' }])
  } finally {
    await fresh.end()
  }
})
