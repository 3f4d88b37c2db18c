import { randomInt } from 'node:crypto'
import { toHex } from '../../src/shared/gm/bytes.ts'
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
}

const good = (exchange: EvilExchange): Uint8Array => exchange.sign(exchange.members())

const inMember = (member: string, value: (identity: string) => string): HidingPlace => ({
  name: `the member ${member}`,
  behaviour: (identity) => (exchange) => {
    exchange.answer(exchange.sign(exchange.members({ [member]: value(identity) })))
  },
})

/** A reply written octet by octet, so that HTTP's own places can be used. */
const onWire = (name: string, reply: (identity: string, body: Uint8Array) => string): HidingPlace => ({
  name,
  behaviour: (identity) => (exchange) => {
    const body = good(exchange)
    const socket = exchange.response.socket
    const [head = '', tail = ''] = reply(identity, body).split('{body}')
    socket?.write(Buffer.concat([Buffer.from(head), body, Buffer.from(tail)]))
  },
})

const head = (body: Uint8Array, lines = '', phrase = 'OK'): string =>
  `HTTP/1.1 200 ${phrase}\r\ncontent-type: application/cms\r\n${lines}content-length: ${body.length}\r\n\r\n{body}`

const members: readonly HidingPlace[] = [
  inMember('name', (identity) => identity),
  inMember('bizSeq', (identity) => numberOf(identity).padEnd(32, '0')),
  inMember('terminal', (identity) => identity),
  inMember('timeStamp', (identity) => numberOf(identity).slice(0, 17)),
  inMember('authResult', (identity) => identity),
  inMember('digest', (identity) => toHex(Buffer.from(identity)).padEnd(64, '0').slice(0, 64)),
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
    behaviour: (identity) => (exchange) => {
      const signer = certified(exchange.authority, { subject: { commonName: identity, country: 'CN' } })
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "an extension of the signer's certificate",
    behaviour: (identity) => (exchange) => {
      const signer = withExtension(certified(exchange.authority), exchange.authority.issuing, identity)
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "the serial number of the signer's certificate",
    behaviour: (identity) => (exchange) => {
      const serial = `40${toHex(Buffer.from(numberOf(identity)))}`
      const signer = certified(exchange.authority, { serial })
      exchange.answer(exchange.sign(exchange.members(), { signer }))
    },
  },
  {
    name: "the policies of the signer's certificate",
    behaviour: (identity) => (exchange) => {
      const policies = [`1.3.6.1.4.1.99999.${numberOf(identity).slice(0, 9)}.${numberOf(identity).slice(9)}`]
      exchange.answer(
        exchange.sign(exchange.members(), { signer: certified(exchange.authority, { policies }) }),
      )
    },
  },
  {
    name: 'a certificate that nobody asked for',
    behaviour: (identity) => (exchange) => {
      const { signing, issuing } = exchange.authority
      const guest = certified(exchange.authority, { subject: { commonName: identity, country: 'CN' } })
      const certificates = [signing, issuing, guest].map(({ certificate }) => certificate.der)
      exchange.answer(exchange.sign(exchange.members(), { certificates }))
    },
  },
  {
    name: 'an authority between the issuing one and the signer',
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
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(exchange.members(), { unsignedAttribute: identity }))
    },
  },
  {
    name: 'the place of revocation lists',
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(exchange.members(), { revocationList: Buffer.from(identity) }))
    },
  },
  {
    name: 'octets behind the message',
    behaviour: (identity) => (exchange) => {
      exchange.answer(Buffer.concat([good(exchange), Buffer.from(identity)]))
    },
  },
  {
    name: 'a space in the content, or none',
    behaviour: (identity) => (exchange) => {
      exchange.answer(exchange.sign(`${JSON.stringify(exchange.members())} ${identity}`))
    },
  },
]

const groups: Readonly<Record<string, readonly HidingPlace[]>> = { members, http, certificates, message }

test('an identity that the platform hides in a reply ends in "cannot verify now", or leaves no trace', async ({
  evilTerminal,
  evil,
  sandbox,
}) => {
  test.setTimeout(120_000)
  /** Those whose reply was believed: of them nothing may be left. */
  const believed: Secret[] = []
  for (const [group, places] of Object.entries(groups)) {
    for (const { name, behaviour } of places) {
      const identity = inventIdentity()
      const { end } = await check({ evilTerminal, evil, sandbox }, behaviour(identity))
      expect.soft(end, `${group}: ${name}`).not.toBe('fail')
      if (end === 'pass') believed.push({ name: `[${group}: ${name}]`, text: identity })
    }
  }
  await evilTerminal.walkTo('attract')
  const control: Secret = { name: '[control]', text: inventIdentity() }
  await evilTerminal.app.evaluate((_electron, text) => Reflect.set(globalThis, 'control', text), control.text)
  const { findings } = searchTerminal(evilTerminal, searchFor([...believed, control]), new Uint8Array())
  const left = Object.entries(findings).flatMap(([place, names]) => names.map((name) => `${place}: ${name}`))
  expect(left.some((trace) => trace.includes('[control]'))).toBe(true)
  expect(left.filter((trace) => !trace.includes('[control]'))).toEqual([])
})
