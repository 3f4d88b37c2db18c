import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../../src/shared/gm/bytes.ts'
import type { UnavailableReason } from '../../src/shared/verdict.ts'
import { searchTerminal } from '../canary/places.ts'
import type { Secret } from '../canary/encodings.ts'
import { searchFor } from '../canary/search.ts'
import { certified, withExtension } from './certificates.ts'
import type { Behaviour, EvilExchange } from './evil-platform.ts'
import { check, expect, test } from './evil-terminal.ts'

/**
 * An invented person, another one for each hiding place: area code 990000 is given to nobody, and no two of them share
 * more than a few characters.
 */
function inventIdentity(): string {
  const name = Array.from({ length: 6 }, () => String.fromCharCode(randomInt(0x4e00, 0x9fa6))).join('')
  const digits = Array.from({ length: 12 }, () => randomInt(10)).join('')
  return `测试${name} 990000${digits}`
}

const numberOf = (identity: string): string => identity.slice(-18)

interface HidingPlace {
  readonly name: string
  readonly behaviour: (identity: string) => Behaviour
  /** Why the reply is not believed. */
  readonly reason: UnavailableReason
}

const good = (exchange: EvilExchange): Uint8Array => exchange.sign(exchange.members())

const inMember = (
  member: string,
  reason: UnavailableReason,
  value: (identity: string) => string,
): HidingPlace => ({
  name: `the member ${member}`,
  reason,
  behaviour: (identity) => (exchange) => {
    exchange.answer(exchange.sign(exchange.members({ [member]: value(identity) })))
  },
})

/** A reply written octet by octet, so that HTTP's own places can be used. */
const written =
  (reply: (body: Uint8Array) => string): Behaviour =>
  (exchange) => {
    const body = good(exchange)
    const [head = '', tail = ''] = reply(body).split('{body}')
    exchange.response.socket?.write(Buffer.concat([Buffer.from(head), body, Buffer.from(tail)]))
  }

const onWire = (name: string, reply: (identity: string, body: Uint8Array) => string): HidingPlace => ({
  name,
  behaviour: (identity) => written((body) => reply(identity, body)),
  reason: 'reply-malformed',
})

const head = (body: Uint8Array, lines = '', phrase = 'OK'): string =>
  `HTTP/1.1 200 ${phrase}\r\ncontent-type: application/cms\r\n${lines}content-length: ${body.length}\r\n\r\n{body}`

const members: readonly HidingPlace[] = [
  inMember('name', 'reply-members', (identity) => identity),
  inMember('bizSeq', 'reply-other-check', (identity) => numberOf(identity).padEnd(32, '0')),
  inMember('terminal', 'reply-members', (identity) => identity),
  inMember('timeStamp', 'reply-members', (identity) => numberOf(identity).slice(0, 17)),
  inMember('authResult', 'reply-members', (identity) => identity),
  inMember('digest', 'reply-replayed', (identity) =>
    toHex(Buffer.from(identity)).padEnd(64, '0').slice(0, 64),
  ),
]

const http: readonly HidingPlace[] = [
  onWire('the value of a header', (identity, body) =>
    head(body, `x-person: ${encodeURIComponent(identity)}\r\n`),
  ),
  onWire('the raw value of a header', (identity, body) => head(body, `x-person: ${identity}\r\n`)),
  onWire('the name of a header', (identity, body) => head(body, `x-${numberOf(identity)}: 1\r\n`)),
  onWire('a cookie', (identity, body) => head(body, `set-cookie: p=${numberOf(identity)}; HttpOnly\r\n`)),
  onWire('the date', (identity, body) => head(body, `date: ${numberOf(identity)}\r\n`)),
  onWire('the server', (identity, body) => head(body, `server: ${numberOf(identity)}\r\n`)),
  onWire('the connection', (identity, body) => head(body, `connection: ${numberOf(identity)}\r\n`)),
  onWire('the reason phrase', (identity, body) => head(body, '', numberOf(identity))),
  {
    name: 'a parameter of the media type',
    reason: 'reply-malformed',
    behaviour: (identity) => (exchange) => {
      exchange.answer(good(exchange), { 'content-type': `application/cms; person=${numberOf(identity)}` })
    },
  },
  onWire(
    'an early hint',
    (identity, body) => `HTTP/1.1 103 Early Hints\r\nx-person: ${numberOf(identity)}\r\n\r\n${head(body)}`,
  ),
  onWire(
    'the extension of a chunk',
    (identity, body) =>
      `HTTP/1.1 200 OK\r\ncontent-type: application/cms\r\ntransfer-encoding: chunked\r\n\r\n` +
      `${body.length.toString(16)};person=${numberOf(identity)}\r\n{body}\r\n0\r\n\r\n`,
  ),
  onWire(
    'a trailer',
    (identity, body) =>
      `HTTP/1.1 200 OK\r\ncontent-type: application/cms\r\ntransfer-encoding: chunked\r\ntrailer: x-person\r\n\r\n` +
      `${body.length.toString(16)}\r\n{body}\r\n0\r\nx-person: ${numberOf(identity)}\r\n\r\n`,
  ),
  onWire('octets behind the reply', (identity, body) => `${head(body)}${numberOf(identity)}\r\n`),
  {
    name: 'the body of a refusal',
    reason: 'request-refused',
    behaviour:
      (identity) =>
      ({ response }) => {
        response.writeHead(400).end(JSON.stringify({ code: identity }))
      },
  },
]

const certificates: readonly HidingPlace[] = [
  {
    name: "the subject of the signer's certificate",
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const signer = certified(exchange.authority, { subject: { commonName: identity, country: 'CN' } })
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "an extension of the signer's certificate",
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const signer = withExtension(certified(exchange.authority), exchange.authority.issuing, identity)
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "the serial number of the signer's certificate",
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const serial = `40${toHex(Buffer.from(numberOf(identity)))}`
      const signer = certified(exchange.authority, { serial })
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "the policies of the signer's certificate",
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const policies = [`1.3.6.1.4.1.99999.${numberOf(identity).slice(0, 9)}.${numberOf(identity).slice(9)}`]
      exchange.answer(
        exchange.sign(exchange.members(), { signer: certified(exchange.authority, { policies }) }),
      )
    },
  },
  {
    name: 'a certificate that nobody asked for',
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const { signing, issuing } = exchange.authority
      const guest = certified(exchange.authority, { subject: { commonName: identity, country: 'CN' } })
      const certificates = [signing, issuing, guest].map(({ certificate }) => certificate.der)
      exchange.answer(exchange.sign(exchange.members(), { certificates }))
    },
  },
  {
    name: 'an authority between the issuing one and the signer',
    reason: 'reply-certificate',
    behaviour: (identity) => (exchange) => {
      const { root, issuing } = exchange.authority
      const between = certified(
        { ...exchange.authority, issuing: root },
        {
          subject: { commonName: identity, country: 'CN' },
          isCa: true,
          keyUsage: ['keyCertSign'],
        },
      )
      const signer = certified({ ...exchange.authority, issuing: between })
      const certificates = [signer, between, issuing].map(({ certificate }) => certificate.der)
      exchange.answer(exchange.sign(exchange.members(), { signer, certificates }))
    },
  },
]

const message: readonly HidingPlace[] = [
  {
    name: 'an unsigned attribute',
    reason: 'reply-malformed',
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(exchange.members(), { unsignedAttribute: identity }))
    },
  },
  {
    name: 'the place of revocation lists',
    reason: 'reply-malformed',
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(exchange.members(), { revocationList: Buffer.from(identity) }))
    },
  },
  {
    name: 'octets behind the message',
    reason: 'reply-malformed',
    behaviour: (identity) => (exchange) => {
      exchange.answer(Buffer.concat([good(exchange), Buffer.from(identity)]))
    },
  },
  {
    name: 'a space in the content, and text behind it',
    reason: 'reply-malformed',
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(`${JSON.stringify(exchange.members())} ${identity}`))
    },
  },
]

const groups: Readonly<Record<string, readonly HidingPlace[]>> = { members, http, certificates, message }

/** What nothing is hidden in is believed, or the replies above would be refused for how they are made. */
const bare: Readonly<Record<string, Behaviour>> = {
  'a reply that is signed here': (exchange) => {
    exchange.answer(good(exchange))
  },
  // The server does not know of it: the connection cannot be used again.
  'a reply that is written octet by octet': written((body) => head(body, 'connection: close\r\n')),
}

test('an identity that the platform hides in a reply ends in "cannot verify now", and is written and told nowhere', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  test.setTimeout(150_000)
  for (const [name, behaviour] of Object.entries(bare)) {
    const checked = await check({ evilTerminal, evil, sandbox }, behaviour)
    expect(checked, name).toEqual({ end: 'pass', reasons: [], verdicts: ['pass'] })
  }
  const hidden: Secret[] = []
  for (const [group, places] of Object.entries(groups)) {
    for (const { name, behaviour, reason } of places) {
      const identity = inventIdentity()
      hidden.push({ name: `[${group}: ${name}]`, text: identity })
      const checked = await check({ evilTerminal, evil, sandbox }, behaviour(identity))
      expect
        .soft(checked, `${group}: ${name}`)
        .toEqual({ end: 'unavailable', reasons: [reason], verdicts: [] })
    }
  }
  await evilTerminal.walkTo('attract')
  const control: Secret = { name: '[control]', text: inventIdentity() }
  writeFileSync(join(evilTerminal.folder, 'home', 'control'), control.text)
  await evilTerminal.app.evaluate((_electron, text) => Reflect.set(globalThis, 'control', text), control.text)
  const { findings, amounts } = searchTerminal(
    evilTerminal,
    searchFor([...hidden, control]),
    new Uint8Array(),
  )
  const places = (wanted: (name: string) => boolean) =>
    Object.keys(findings).filter((place) => findings[place]?.some(wanted))
  const isControl = (name: string) => name.startsWith(control.name)
  expect(places(isControl)).toEqual(expect.arrayContaining(['memory of main', 'disk home/control']))
  for (const place of ['disk', 'log', 'messages', 'memory of renderer', 'memory of device-host'])
    expect.soft(amounts.get(place), place).toBeGreaterThan(0)
  // Main had to hear each of these replies to refuse it, and what it heard lies in its memory until that is used again.
  // From there it goes nowhere: not to the disk with the journal, not to the log, not to any other process.
  const left = places((name) => !isControl(name))
  expect(left.filter((place) => place !== 'memory of main')).toEqual([])
})
