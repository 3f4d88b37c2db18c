import { assert as assertThat, date, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bizSeqSchema, terminalNumberSchema } from './check.ts'
import { concatBytes, toHex } from './gm/bytes.ts'
import { sm3 } from './gm/sm3.ts'
import {
  CanonicalJsonError,
  type CheckReply,
  checkReplySchema,
  type CheckRequest,
  checkRequestSchema,
  enrolmentReplySchema,
  enrolmentRequestSchema,
  readCanonicalJson,
  readTimeStamp,
  receiptNumber,
  requestDigest,
  writeCanonicalJson,
  writeTimeStamp,
} from './wire.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const bizSeq = bizSeqSchema.parse('0123456789abcdefghijKLMNOPQRSTUV')
const terminal = terminalNumberSchema.parse('90731846')

const request: CheckRequest = {
  version: 1,
  customNumber: '10000001',
  terminal,
  bizSeq,
  timeStamp: '20261122100000000',
  policy: 'hall',
  authMode: 'R01',
  subject: 'self',
  evidence: [{ kind: 'wallet-code', data: 'MAA=' }],
}
const reply: CheckReply = {
  bizSeq,
  terminal,
  timeStamp: '20261122100000123',
  authResult: 'pass',
  digest: requestDigest(writeCanonicalJson(request)),
}

/** Why the content is refused; null when it is read. */
function faultOf(content: Uint8Array, schema: z.ZodType = z.unknown()): string | null {
  try {
    readCanonicalJson(content, schema)
    return null
  } catch (error) {
    if (error instanceof CanonicalJsonError) return error.fault
    throw error
  }
}

describe('content of a message', () => {
  test('is read as it was written', () => {
    expect(readCanonicalJson(writeCanonicalJson(request), checkRequestSchema)).toEqual(request)
    expect(readCanonicalJson(writeCanonicalJson(reply), checkReplySchema)).toEqual(reply)
  })

  test.each([
    ['a space', '{"a": 1}'],
    ['a line end', '{"a":1}\n'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a member twice, once escaped', String.raw`{"a":1,"\u0061":1}`],
    ['an escape that is not needed', String.raw`{"a":"\u0062"}`],
    ['an escaped slash', String.raw`{"a":"\/"}`],
    ['a number in another form', '{"a":1.0}'],
    ['an exponent', '{"a":1e2}'],
    ['minus zero', '{"a":-0}'],
    ['more digits than a number keeps', '{"a":12345678901234567890}'],
    ['a number beyond all bounds', '{"a":1e999}'],
    ['members that come back in another order', '{"b":1,"1":1}'],
  ])('that holds %s is not canonical', (_what, text) => {
    expect(faultOf(bytes(text))).toBe('not-canonical')
  })

  test.each([
    ['nothing', bytes('')],
    ['half of it', bytes('{"a":')],
    ['single quotes', bytes("{'a':1}")],
    ['a comment', bytes('{}/**/')],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ['a byte that is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['UTF-8 in a longer form than it needs', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
    ['half a surrogate pair', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['UTF-16', Uint8Array.from(Buffer.from('{}', 'utf16le'))],
  ])('that is %s is malformed', (_what, content) => {
    expect(faultOf(content)).toBe('malformed')
  })

  test('nested without end is refused, not followed', () => {
    expect(faultOf(bytes('['.repeat(60_000)))).toBe('malformed')
  })
})

describe('a schema takes its members and nothing else', () => {
  const enrolmentRequest = {
    version: 1,
    customNumber: '10000001',
    enrolmentCode: 'ABCDEFGH',
    request: 'MAA=',
  }
  const enrolmentReply = { terminal, terminalChain: ['MAA='], platformChain: ['MAA='], signerChain: ['MAA='] }
  const messages: [string, z.ZodType, object][] = [
    ['check request', checkRequestSchema, request],
    ['check reply', checkReplySchema, reply],
    ['enrolment request', enrolmentRequestSchema, enrolmentRequest],
    ['enrolment reply', enrolmentReplySchema, enrolmentReply],
  ]

  test.each(messages)('%s: whole', (_what, schema, message) => {
    expect(faultOf(bytes(JSON.stringify(message)), schema)).toBeNull()
  })

  test.each(messages)('%s: a member too many, at the front and at the end', (_what, schema, message) => {
    expect(faultOf(bytes(JSON.stringify({ ...message, note: '' })), schema)).toBe('members')
    expect(faultOf(bytes(JSON.stringify({ note: '', ...message })), schema)).toBe('members')
    expect(faultOf(bytes(JSON.stringify(message).replace('{', '{"__proto__":1,')), schema)).toBe('members')
    expect(faultOf(bytes(JSON.stringify(message).replace('{', '{"toString":1,')), schema)).toBe('members')
  })

  test.each(messages)('%s: each member missing, null, of another type', (_what, schema, message) => {
    for (const name of Object.keys(message)) {
      const { [name]: _left, ...rest } = Object.fromEntries(Object.entries(message))
      for (const changed of [
        rest,
        { ...message, [name]: null },
        { ...message, [name]: true },
        { ...message, [name]: {} },
      ]) {
        const fault = faultOf(bytes(JSON.stringify(changed)), schema)
        expect({ name, fault }).toEqual({ name, fault: 'members' })
      }
    }
  })

  test('evidence: a member too many, none, three', () => {
    const [item] = request.evidence
    for (const evidence of [[], [{ ...item, note: '' }], [item, item, item], [{ ...item, data: 'a b' }]]) {
      expect(faultOf(bytes(JSON.stringify({ ...request, evidence })), checkRequestSchema)).toBe('members')
    }
  })
})

describe('digest and receipt', () => {
  const requestContent = writeCanonicalJson(request)

  test('the digest is SM3 of the request’s content', () => {
    expect(requestDigest(bytes('abc'))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  test('the receipt is computed from the request and the verdict, and changes with either', () => {
    const receipt = receiptNumber(requestContent, 'pass')
    expect(receipt).toBe(toHex(sm3(concatBytes(requestContent, bytes('pass')))).slice(0, 20))
    expect(receiptNumber(writeCanonicalJson({ ...request, policy: 'other' }), 'pass')).not.toBe(receipt)
    expect(receiptNumber(requestContent, 'fail')).not.toBe(receipt)
  })

  test('nested so deeply that it cannot be written again is refused, and ends nobody', () => {
    const deep = bytes('['.repeat(30_000) + ']'.repeat(30_000))
    for (const schema of [checkReplySchema, enrolmentReplySchema]) {
      expect(() => readCanonicalJson(deep, schema)).toThrow(CanonicalJsonError)
    }
  })
})

describe('a time stamp', () => {
  test('is the time in China, to the millisecond', () => {
    expect(writeTimeStamp(Date.UTC(2026, 10, 22, 2, 0, 0, 7))).toBe('20261122100000007')
    expect(writeTimeStamp(Date.UTC(2026, 11, 31, 16, 0, 0, 0))).toBe('20270101000000000')
  })

  test('is read as it was written', () => {
    const times = date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    assertThat(property(times, (time) => readTimeStamp(writeTimeStamp(time.getTime())) === time.getTime()))
    expect(readTimeStamp('20261122100000007')).toBe(Date.UTC(2026, 10, 22, 2, 0, 0, 7))
  })

  test.each([
    ['the 30th of February', '20260230100000000'],
    ['the 29th of February of a common year', '20270229100000000'],
    ['a 13th month', '20261322100000000'],
    ['a 25th hour', '20261122250000000'],
    ['midnight as 24', '20261122240000000'],
    ['a 61st second', '20261122100060000'],
    ['a month 0', '20260022100000000'],
    ['too few digits', '2026112210000000'],
    ['too many digits', '202611221000000000'],
    ['other characters', '2026-11-22T10:00Z'],
  ])('of %s does not exist', (_what, text) => {
    expect(readTimeStamp(text)).toBeNull()
  })
})
