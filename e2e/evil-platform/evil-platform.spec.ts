import { randomBytes } from 'node:crypto'
import type { UnavailableReason } from '../../src/shared/verdict.ts'
import { writeTimeStamp } from '../../src/shared/wire.ts'
import { textsOf } from '../../src/renderer/locales/texts.ts'
import { certified, lookAlike } from './certificates.ts'
import { type Behaviour, type EvilExchange, honest } from './evil-platform.ts'
import { check, expect, patience, test } from './evil-terminal.ts'

const minute = 60_000

interface Case {
  readonly name: string
  readonly behaviour: Behaviour
  readonly reason: UnavailableReason
}

const status =
  (code: number): Behaviour =>
  ({ response }) => {
    response.writeHead(code).end()
  }

/** Answers with what is signed as a good reply, but for these members. */
const members =
  (changed: (exchange: EvilExchange) => object): Behaviour =>
  (exchange) => {
    exchange.answer(exchange.sign(exchange.members(changed(exchange))))
  }

/** Answers with a good reply's content in another form, truly signed. */
const content =
  (rewritten: (json: string) => string): Behaviour =>
  (exchange) => {
    exchange.answer(exchange.sign(rewritten(JSON.stringify(exchange.members()))))
  }

/** Writes octets to the connection without HTTP's help. */
const raw =
  (...chunks: readonly (string | Uint8Array)[]): Behaviour =>
  ({ response }) => {
    for (const chunk of chunks) response.socket?.write(chunk)
    response.socket?.end()
  }

/** Keeps on writing until the terminal has had enough. */
const drip =
  (chunk: Uint8Array, pause: number, headers: Readonly<Record<string, number>>): Behaviour =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/cms', ...headers })
    const timer = setInterval(() => response.write(chunk), pause)
    response.once('close', () => clearInterval(timer))
  }

const unreachable: readonly Case[] = [
  { name: 'hangs up', behaviour: ({ response }) => void response.socket?.destroy(), reason: 'offline' },
  { name: 'says nothing for longer than the limit', behaviour: () => undefined, reason: 'timeout' },
  {
    name: 'drips a body octet by octet',
    behaviour: drip(Uint8Array.of(0x30), 20, { 'content-length': 10_000 }),
    reason: 'timeout',
  },
  {
    name: 'promises a body that is too large',
    behaviour: drip(Buffer.alloc(16 * 1024, 0x30), 1, { 'content-length': 1_000_000_000 }),
    reason: 'reply-too-large',
  },
  {
    name: 'sends a body without an end',
    behaviour: drip(Buffer.alloc(16 * 1024, 0x30), 1, {}),
    reason: 'reply-malformed',
  },
  {
    name: 'promises more octets than it sends, and hangs up',
    behaviour: async (exchange) => {
      const body = await exchange.honest()
      exchange.response.writeHead(200, { 'content-length': body.length })
      exchange.response.write(body.subarray(0, 100), () => exchange.response.socket?.destroy())
    },
    reason: 'offline',
  },
]

const statuses: readonly Case[] = [
  { name: 'answers 500', behaviour: status(500), reason: 'server-error' },
  { name: 'answers 503', behaviour: status(503), reason: 'server-error' },
  { name: 'answers 400', behaviour: status(400), reason: 'request-refused' },
  { name: 'answers 404', behaviour: status(404), reason: 'request-refused' },
  { name: 'answers 401', behaviour: status(401), reason: 'terminal-unknown' },
  { name: 'answers 403', behaviour: status(403), reason: 'terminal-revoked' },
  { name: 'answers 409', behaviour: status(409), reason: 'conflict' },
  { name: 'answers 412', behaviour: status(412), reason: 'clock' },
  { name: 'answers 429', behaviour: status(429), reason: 'busy' },
  {
    name: 'answers 500 with a good reply',
    behaviour: async (exchange) => {
      const body = await exchange.honest()
      exchange.response.writeHead(500).end(body)
    },
    reason: 'server-error',
  },
]

const garbage: readonly Case[] = [
  { name: 'answers an empty body', behaviour: (exchange) => exchange.answer(''), reason: 'reply-malformed' },
  {
    name: 'answers random octets',
    behaviour: (exchange) => exchange.answer(randomBytes(900)),
    reason: 'reply-malformed',
  },
  {
    name: 'answers a web page',
    behaviour: (exchange) => exchange.answer('<h1>pass</h1>'),
    reason: 'reply-malformed',
  },
  {
    name: 'answers the bare words of a reply, unsigned',
    behaviour: (exchange) => exchange.answer(JSON.stringify(exchange.members())),
    reason: 'reply-malformed',
  },
  { name: 'speaks no HTTP', behaviour: raw(randomBytes(300), '\r\n\r\n'), reason: 'reply-malformed' },
  {
    name: 'adds an octet behind a good reply',
    behaviour: async (exchange) => exchange.answer(Buffer.concat([await exchange.honest(), Buffer.of(0)])),
    reason: 'reply-malformed',
  },
  {
    name: 'leaves out the last octet of a good reply',
    behaviour: async (exchange) => exchange.answer((await exchange.honest()).slice(0, -1)),
    reason: 'reply-malformed',
  },
]

const signatures: readonly Case[] = [
  {
    name: 'spoils the signature',
    behaviour: (exchange) => {
      const spoil = (signature: Uint8Array) => signature.map((octet, index) => octet ^ Number(index === 40))
      exchange.answer(exchange.sign(exchange.members(), { spoil }))
    },
    reason: 'reply-signature',
  },
  {
    name: 'turns the verdict of a signed reply into pass',
    behaviour: (exchange) => {
      const message = Buffer.from(exchange.sign(exchange.members({ authResult: 'fail' })))
      message.write('pass', message.indexOf('fail'), 'latin1')
      exchange.answer(message)
    },
    reason: 'reply-signature',
  },
  {
    name: "signs with a key of its own under the platform's certificate",
    behaviour: (exchange) => {
      const own = certified(exchange.authority)
      exchange.answer(
        exchange.sign(exchange.members(), { signer: own, claimedSigner: exchange.authority.signing }),
      )
    },
    reason: 'reply-signature',
  },
]

const certificates: readonly Case[] = [
  {
    name: 'signs under certificates with the same names from another root',
    behaviour: (exchange) => {
      const { signing, issuing, root } = lookAlike(exchange.authority)
      const chain = [signing, issuing, root].map(({ certificate }) => certificate.der)
      exchange.answer(exchange.sign(exchange.members(), { signer: signing, certificates: chain }))
    },
    reason: 'reply-certificate',
  },
  {
    name: 'signs with the key of its encryption certificate',
    behaviour: (exchange) => {
      const { encryption } = exchange.authority
      exchange.answer(exchange.sign(exchange.members(), { signer: encryption }))
    },
    reason: 'reply-certificate',
  },
  {
    name: 'signs with the key of the issuing authority',
    behaviour: (exchange) => {
      const { issuing } = exchange.authority
      exchange.answer(
        exchange.sign(exchange.members(), { signer: issuing, certificates: [issuing.certificate.der] }),
      )
    },
    reason: 'reply-certificate',
  },
  {
    name: 'signs with the certificate of some terminal',
    behaviour: (exchange) => {
      const signer = certified(exchange.authority, { subject: { commonName: '00000001', country: 'CN' } })
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
    reason: 'reply-certificate',
  },
  {
    name: 'signs under a certificate that has run out',
    behaviour: (exchange) => {
      const past = Date.now() - 10 * 24 * 60 * minute
      const signer = certified(exchange.authority, {}, past)
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
    reason: 'reply-certificate',
  },
  {
    name: 'leaves its certificate out',
    behaviour: (exchange) => exchange.answer(exchange.sign(exchange.members(), { certificates: [] })),
    reason: 'reply-certificate',
  },
]

const contents: readonly Case[] = [
  {
    name: 'names another serial number',
    behaviour: members(() => ({ bizSeq: 'A'.repeat(32) })),
    reason: 'reply-other-check',
  },
  {
    name: 'names another terminal',
    behaviour: members(({ request }) => ({
      terminal: request.terminal === '00000001' ? '00000002' : '00000001',
    })),
    reason: 'reply-other-terminal',
  },
  {
    name: 'answers another request with this serial number',
    behaviour: members(() => ({ digest: '0'.repeat(64) })),
    reason: 'reply-replayed',
  },
  {
    name: 'has a clock ten minutes ahead',
    behaviour: members(() => ({ timeStamp: writeTimeStamp(Date.now() + 10 * minute) })),
    reason: 'clock',
  },
  {
    name: 'has a clock ten minutes behind',
    behaviour: members(() => ({ timeStamp: writeTimeStamp(Date.now() - 10 * minute) })),
    reason: 'clock',
  },
  {
    name: 'names a day that does not exist',
    behaviour: members(() => ({ timeStamp: '20260230120000000' })),
    reason: 'reply-members',
  },
  { name: 'adds a member', behaviour: members(() => ({ note: 'x' })), reason: 'reply-members' },
  { name: 'leaves a member out', behaviour: members(() => ({ digest: undefined })), reason: 'reply-members' },
  {
    name: 'answers with another word',
    behaviour: members(() => ({ authResult: 'PASS' })),
    reason: 'reply-members',
  },
  {
    name: 'answers with another type',
    behaviour: members(() => ({ authResult: true })),
    reason: 'reply-members',
  },
  {
    name: 'repeats a member',
    behaviour: content((json) => json.replace('{', '{"authResult":"fail",')),
    reason: 'reply-not-canonical',
  },
  {
    name: 'writes JSON with spaces',
    behaviour: content((json) => json.replaceAll(':', ': ')),
    reason: 'reply-not-canonical',
  },
  {
    name: 'writes a letter as an escape',
    behaviour: content((json) => json.replace('pass', '\\u0070ass')),
    reason: 'reply-not-canonical',
  },
  { name: 'signs what is no JSON', behaviour: content(() => 'pass'), reason: 'reply-malformed' },
]

const groups: Readonly<Record<string, readonly Case[]>> = {
  'a platform that cannot be reached': unreachable,
  'a platform that answers with a status': statuses,
  'a platform that answers garbage': garbage,
  'a platform that forges signatures': signatures,
  'a platform with other certificates': certificates,
  'a platform that signs something else': contents,
}

for (const [group, cases] of Object.entries(groups)) {
  test(`"cannot verify now", and the exact reason: ${group}`, async ({ evilTerminal, evil, sandbox }) => {
    for (const { name, behaviour, reason } of cases) {
      const checked = await check({ evilTerminal, evil, sandbox }, behaviour)
      expect.soft(checked, name).toEqual({ end: 'unavailable', reasons: [reason], verdicts: [] })
    }
  })
}

test('an honest platform behind the same connection passes and fails people', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  const passed = await check({ evilTerminal, evil, sandbox }, honest)
  expect(passed).toEqual({ end: 'pass', reasons: [], verdicts: ['pass'] })
  const failed = await check(
    { evilTerminal, evil, sandbox },
    members(() => ({ authResult: 'fail' })),
  )
  expect(failed).toEqual({ end: 'fail', reasons: [], verdicts: ['fail'] })
})

test('a platform that is down: "cannot verify now", and the next try after it is back passes', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  const texts = textsOf('zh-CN')
  const before = evilTerminal.journal().length
  await evilTerminal.walkTo('present')
  await evil.setUp(false)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await evilTerminal.expectScreen('unavailable')
  const reasons = evilTerminal.events('check.unavailable', before).map(({ fields }) => fields['reason'])
  expect(reasons).toEqual(['offline'])
  await evil.setUp(true)

  const armings = await evilTerminal.armings()
  await evilTerminal.page.getByRole('button', { name: texts.unavailable.retry }).click()
  await evilTerminal.armed(armings)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await evilTerminal.expectScreen('pass')
})

test('a true pass of an earlier check, played again, is not believed', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  let earlier: Uint8Array = new Uint8Array()
  const first = await check({ evilTerminal, evil, sandbox }, async (exchange) => {
    earlier = await exchange.honest()
    exchange.answer(earlier)
  })
  expect(first.end).toBe('pass')
  const second = await check({ evilTerminal, evil, sandbox }, (exchange) => exchange.answer(earlier))
  expect(second).toEqual({ end: 'unavailable', reasons: ['reply-other-check'], verdicts: [] })
})

test('a reply that got lost is asked for again, and is one check', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  let lost = false
  const checked = await check({ evilTerminal, evil, sandbox }, async (exchange) => {
    const reply = await exchange.honest()
    if (lost) exchange.answer(reply)
    else exchange.response.socket?.destroy()
    lost = true
  })
  expect(checked).toEqual({ end: 'pass', reasons: [], verdicts: ['pass'] })
  expect(evil.asked).toEqual(['/v1/checks', '/v1/checks'])
})

test('a redirection is not followed', async ({ evilTerminal, evil, sandbox }) => {
  for (const code of [301, 302, 307, 308]) {
    const checked = await check({ evilTerminal, evil, sandbox }, ({ response }) => {
      response.writeHead(code, { location: `${evil.url}/elsewhere` }).end()
    })
    expect(checked).toEqual({ end: 'unavailable', reasons: ['request-refused'], verdicts: [] })
    expect(evil.asked).toEqual(['/v1/checks'])
  }
})

test('a citizen can leave while the platform keeps silent', async ({ evilTerminal, evil, sandbox }) => {
  const before = evilTerminal.journal().length
  evil.behave(() => undefined)
  await evilTerminal.walkTo('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await evilTerminal.expectScreen('verifying')
  await evilTerminal.act({ type: 'cancel' })
  await evilTerminal.expectScreen('attract', patience)
  await expect
    .poll(() => evilTerminal.events('check.unavailable', before).map(({ fields }) => fields['reason']))
    .toEqual(['cancelled'])
  expect(evilTerminal.events('check.complete', before)).toEqual([])
})
