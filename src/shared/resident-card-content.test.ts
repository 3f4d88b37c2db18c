import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readElement, readSingle, tag } from './gm/der.ts'
import {
  cardContentLength,
  type CardKind,
  readCardContent,
  writeCardContent,
} from './resident-card-content.ts'

const kinds: readonly CardKind[] = [
  'resident',
  'hong-kong-macao-taiwan',
  'permanent-resident-2017',
  'permanent-resident-2023',
]
const text = Uint8Array.from({ length: 256 }, (_, index) => index)
const samNumber = new Uint8Array(16).fill(9)

describe('what is sealed of a card', () => {
  test.each(kinds)('of kind %s is DER of one length, and is read again', (kind) => {
    const der = writeCardContent({ kind, text, samNumber })
    expect(der).toHaveLength(cardContentLength)
    expect(readCardContent(der)).toEqual({ kind, text, samNumber })
  })

  test('is the structure that is written down', () => {
    const { value } = readSingle(
      writeCardContent({ kind: 'permanent-resident-2023', text, samNumber }),
      tag.sequence,
    )
    const elements: [number, number][] = []
    for (let at = 0; at < value.length;) {
      const element = readElement(value, at)
      elements.push([element.tag, element.value.length])
      at += element.raw.length
    }
    expect(elements).toEqual([
      [tag.integer, 1],
      [0x0a, 1],
      [tag.octetString, 256],
      [tag.octetString, 16],
    ])
  })

  test('lies in a buffer of its own, to be zeroed as a whole', () => {
    const der = writeCardContent({ kind: 'resident', text, samNumber })
    expect(der.buffer.byteLength).toBe(cardContentLength)
    expect(der.buffer).not.toBe(text.buffer)
  })

  test('is not written from a text or a number of another length', () => {
    expect(() => writeCardContent({ kind: 'resident', text: text.subarray(1), samNumber })).toThrow('length')
    expect(() => writeCardContent({ kind: 'resident', text, samNumber: text })).toThrow('length')
  })

  test('is read in no other form', () => {
    const der = writeCardContent({ kind: 'resident', text, samNumber })
    const changed = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 270, 271].map((at) => {
      const other = der.slice()
      other[at] = (other[at] ?? 0) ^ 0x44
      return other
    })
    for (const other of [...changed, der.subarray(1), Uint8Array.from([...der, 0]), new Uint8Array(0)]) {
      expect(readCardContent(other)).toBeNull()
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        expect(readCardContent(octets)).toBeNull()
      }),
    )
  })
})
