import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { derObjectIdentifier } from '../../src/shared/gm/der.ts'
import { hex } from './bytes.fake.ts'
import { DocumentFault } from './fault.ts'
import {
  readExactly,
  readHead,
  readMembers,
  readObjectIdentifier,
  readOnly,
  readTlv,
  writeTlv,
} from './tlv.ts'

const unreadable = expect.objectContaining({ reason: 'unreadable' })

describe('a data object', () => {
  test.each([
    [0x87, 1, '8701'],
    [0x7f49, 0x7f, '7f497f'],
    [0x30, 0x80, '308180'],
    [0x5f1f, 0xff, '5f1f81ff'],
    [0x77, 0x100, '77820100'],
    [0x75, 0x1_00_00, '7583010000'],
  ])('with tag %i and %i octets begins as it should and is read again', (tag, length, head) => {
    const object = writeTlv(tag, new Uint8Array(length).fill(7))
    expect(toHex(object.subarray(0, head.length / 2))).toBe(head)
    expect(readHead(object)).toEqual({ tag, headLength: head.length / 2, valueLength: length })
    expect(readOnly(object, tag)).toHaveLength(length)
  })

  test.each([
    ['no length', '87'],
    ['half a tag', '7f'],
    ['a tag of more than three octets', '7f81818101 00'],
    ['no tag', '0000'],
    ['an indefinite length', '3080 0000'],
    ['a length of four octets', '308400000001 00'],
    ['half a length', '308201'],
    ['less than it says', '8702 01'],
  ])('is refused with %s', (_what, bytes) => {
    expect(() => readTlv(hex(bytes))).toThrow(unreadable)
  })

  test('stands alone where only one may', () => {
    expect(() => readOnly(hex('870101 00'), 0x87)).toThrow(unreadable)
    expect(() => readOnly(hex('870101'), 0x86)).toThrow(unreadable)
  })
})

describe('a list of data objects', () => {
  test('has exactly the expected ones', () => {
    expect(readExactly(hex('020101 0400'), 0x02, 0x04)).toEqual([hex('01'), hex('')])
    expect(() => readExactly(hex('020101'), 0x02, 0x04)).toThrow(unreadable)
    expect(() => readExactly(hex('0400 020101'), 0x02, 0x04)).toThrow(unreadable)
    expect(() => readExactly(hex('020101 0400 0400'), 0x02, 0x04)).toThrow(unreadable)
  })

  test('is refused when it is longer than anybody needs', () => {
    expect(readMembers(new Uint8Array(512).fill(0).map((_, index) => (index % 2 ? 0 : 4)))).toHaveLength(256)
    expect(() => readMembers(new Uint8Array(514).map((_, index) => (index % 2 ? 0 : 4)))).toThrow(unreadable)
  })

  test('never breaks what reads it, and gives back every octet or refuses', () => {
    const lengthRead = (bytes: Uint8Array) => {
      try {
        return readMembers(bytes).reduce((sum, { raw }) => sum + raw.length, 0)
      } catch (error) {
        if (error instanceof DocumentFault) return bytes.length
        throw error
      }
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(lengthRead(bytes)).toBe(bytes.length)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('an object identifier', () => {
  test.each([
    '0.4.0.127.0.7.2.2.4.2.2',
    '1.2.840.113549.1.1.10',
    '2.23.136.1.1.1',
    '2.5.29.14',
    '1.3.36.3.3.2.8.1.1.7',
  ])('%s is read as it was written', (oid) => {
    expect(readObjectIdentifier(readOnly(derObjectIdentifier(oid), 0x06))).toBe(oid)
  })

  test.each(['', '2a86', '8fffffffff7f'])('is refused when it is %s', (bytes) => {
    expect(() => readObjectIdentifier(hex(bytes))).toThrow(unreadable)
  })
})
