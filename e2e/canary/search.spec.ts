import { randomBytes } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { walletCodePrefix, walletCodeRandomOctets } from '../../src/shared/wallet-code.ts'
import { needlesFor } from './encodings.ts'
import { searchFor } from './search.ts'

/** Like a 网证 code: what the search is made to find. */
const newCode = () => walletCodePrefix + randomBytes(walletCodeRandomOctets).toString('base64url')

const secret = { name: 'secret', text: newCode() }
const identity = { name: 'identity', text: '测试一二三 990000199001011234' }
const search = searchFor([secret, identity])

/** Puts octets between others, at any alignment. */
function amidst(bytes: Uint8Array, before: number): Uint8Array {
  return Buffer.concat([randomBytes(before), bytes, randomBytes(37)])
}

const written: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-16, little endian': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big endian': (text) => Buffer.from(text, 'utf16le').swap16(),
  hexadecimal: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  'hexadecimal in capitals': (text) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
  'hexadecimal as UTF-16': (text) => Buffer.from(Buffer.from(text).toString('hex'), 'utf16le'),
  'hexadecimal of UTF-16': (text) => Buffer.from(Buffer.from(text, 'utf16le').toString('hex')),
  base64: (text) => Buffer.from(Buffer.from(text).toString('base64')),
  'base64 after one octet': (text) => Buffer.from(Buffer.from(`x${text}`).toString('base64')),
  'base64 after two octets': (text) => Buffer.from(Buffer.from(`xy${text}`).toString('base64')),
  'base64 for addresses': (text) => Buffer.from(Buffer.from(text).toString('base64url')),
  'text in an address': (text) => Buffer.from(encodeURIComponent(text)),
  'escapes of JSON': (text) =>
    Buffer.from(
      JSON.stringify(text).replaceAll(
        /[^ -~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
  'base64 of UTF-16': (text) => Buffer.from(Buffer.from(text, 'utf16le').toString('base64')),
}

for (const [encoding, write] of Object.entries(written)) {
  test(`a secret written as ${encoding} is found at every alignment`, () => {
    for (const { name, text } of [secret, identity]) {
      for (let before = 0; before < 8; before++) {
        const found = [...search.in(amidst(write(text), before))]
        expect(found.some((needle) => needle.startsWith(name))).toBe(true)
      }
    }
  })
}

test('any 24 characters of a secret are found', () => {
  for (let start = 0; start + 24 <= secret.text.length; start++) {
    for (const write of Object.values(written)) {
      expect(search.in(amidst(write(secret.text.slice(start, start + 24)), 3)).size).toBeGreaterThan(0)
    }
  }
})

test('a number is found as a digit an octet, as two digits an octet, and as a number', () => {
  const digits = '990000199001011234'
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(digits), true)
  const forms = [
    Uint8Array.from(digits, Number),
    Buffer.from(digits, 'hex'),
    Buffer.from(`0${digits}0`, 'hex'),
    new Uint8Array(view.buffer),
  ]
  for (const form of forms) expect([...search.in(amidst(form, 5))]).toContain('identity digits')
})

test('a secret at the very end of an odd number of octets is found', () => {
  expect(search.in(Buffer.concat([randomBytes(5), Buffer.from(secret.text)])).size).toBeGreaterThan(0)
})

test('nothing is found where nothing is: 64 MiB of noise, and another code', () => {
  expect(search.in(randomBytes(64 * 1024 * 1024)).size).toBe(0)
  expect(search.in(Buffer.from(newCode())).size).toBe(0)
})

const name = { name: 'name', text: '测试名字很长·字段正好写满的人' }
const parts = [
  name,
  { name: 'number', text: 'C00000002' },
  { name: 'birth', text: '19770707' },
  { name: 'holder', text: 'SHIYANRENWU<<ZHICUNZAIYUCESHI' },
]

test('a name, a number, a date of birth and a holder as a zone has it are each found in every encoding', () => {
  const all = searchFor(parts)
  for (const [encoding, write] of Object.entries(written)) {
    for (const { name, text } of parts) {
      for (let before = 0; before < 4; before++) {
        const found = [...all.in(amidst(write(text), before))]
        expect
          .soft(
            found.some((needle) => needle.startsWith(`${name} `)),
            `${name}, ${encoding}`,
          )
          .toBe(true)
      }
    }
  }
})

test('half a number is none: its zeros stand anywhere', () => {
  expect(searchFor(parts).in(Buffer.from('0xC0000000 00000002')).size).toBe(0)
})

test.describe('what chance could bring is refused, not left out', () => {
  for (const [what, text] of [
    ['two letters', 'ab'],
    ['a name of two characters', '测试'],
    ['a name of three characters, six octets of UTF-16', '测试一'],
    ['a date as a zone has it', '991120'],
  ] as const) {
    test(what, () => {
      expect(() => needlesFor({ name: 'short', text })).toThrow('too short to be told from chance')
      expect(() => searchFor([name, { name: 'short', text }])).toThrow(RangeError)
    })
  }
})
