import { execFileSync } from 'node:child_process'
import { assert as assertThat, integer, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type EvidenceContent,
  EvidenceContentError,
  readEvidenceContent,
  writeEvidenceContent,
} from './sealed-content.ts'

const content: EvidenceContent = {
  kind: 'wallet-code',
  bizSeq: '0123456789abcdefghijKLMNOPQRSTUV',
  terminal: '90731846',
  timeStamp: '20261122100000000',
  presented: new TextEncoder().encode('WZ1:invented'),
}
const der = writeEvidenceContent(content)

/** `der` with its octet at `at` replaced. */
function withOctet(at: number, octet: number): Uint8Array {
  const changed = der.slice()
  changed[at] = octet
  return changed
}

describe('the content of a sealed evidence', () => {
  test('is read as it was written', () => {
    expect(readEvidenceContent(der)).toEqual(content)
  })

  test.each([0, 1, 40, 41, 42, 100, 127, 128, 255, 256, 4096, 60_000])('holds %d octets', (length) => {
    const long = { ...content, presented: new Uint8Array(length).fill(0x5a) }
    expect(readEvidenceContent(writeEvidenceContent(long))).toEqual(long)
  })

  test('is DER that another reader understands', () => {
    const lines = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der })
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.replace(/.*(?:prim|cons): /, '').trim())
    expect(lines.map((line) => line.replace(/\s+:/, ':'))).toEqual([
      'SEQUENCE',
      'INTEGER:01',
      'PRINTABLESTRING:wallet-code',
      `PRINTABLESTRING:${content.bizSeq}`,
      `PRINTABLESTRING:${content.terminal}`,
      `PRINTABLESTRING:${content.timeStamp}`,
      'OCTET STRING:WZ1:invented',
    ])
  })

  test('gives what was presented as a view, so that zeroing the whole zeroes it', () => {
    const copy = der.slice()
    const { presented } = readEvidenceContent(copy)
    copy.fill(0)
    expect(presented.every((octet) => octet === 0)).toBe(true)
  })

  test('is not written when it is longer than its lengths can say', () => {
    expect(() => writeEvidenceContent({ ...content, presented: new Uint8Array(70_000) })).toThrow(
      EvidenceContentError,
    )
  })
})

describe('refused is', () => {
  test('every truncation', () => {
    for (let length = 0; length < der.length; length++) {
      expect(() => readEvidenceContent(der.subarray(0, length))).toThrow(EvidenceContentError)
    }
  })

  test('an octet after the end', () => {
    expect(() => readEvidenceContent(Uint8Array.of(...der, 0))).toThrow('trailing bytes')
  })

  test('a length in a longer form than it needs', () => {
    const short = writeEvidenceContent({ ...content, kind: 'x', bizSeq: 'x', terminal: 'x', timeStamp: 'x' })
    const inner = short.subarray(2)
    expect(() => readEvidenceContent(Uint8Array.of(0x30, 0x81, inner.length, ...inner))).toThrow(
      'not minimal',
    )
    expect(() => readEvidenceContent(Uint8Array.of(0x30, 0x82, 0, inner.length, ...inner))).toThrow(
      'not minimal',
    )
    expect(() => readEvidenceContent(Uint8Array.of(0x30, 0x80, ...inner, 0, 0))).toThrow('length form')
    expect(() => readEvidenceContent(Uint8Array.of(0x30, 0x83, 0, 0, inner.length, ...inner))).toThrow(
      'length form',
    )
  })

  test('another version', () => {
    const at = der.indexOf(0x02)
    expect(() => readEvidenceContent(withOctet(at + 2, 2))).toThrow('version')
  })

  test('text that is not printable', () => {
    const at = Buffer.from(der).indexOf('wallet')
    expect(() => readEvidenceContent(withOctet(at, 0x07))).toThrow('text')
    expect(() => readEvidenceContent(withOctet(at, 0xe6))).toThrow('text')
  })

  test('another tag in any place', () => {
    for (const tag of [0x02, 0x04, 0x13, 0x30]) {
      expect(() => readEvidenceContent(withOctet(der.indexOf(tag), 0x0c))).toThrow(EvidenceContentError)
    }
  })

  test('whatever else: no octets are read in two ways, and none crash the reader', () => {
    const changed = property(
      integer({ min: 0, max: der.length - 1 }),
      integer({ min: 0, max: 255 }),
      (at, octet) => isReadInOneWay(withOctet(at, octet)),
    )
    assertThat(changed, { numRuns: 3000 })
    assertThat(property(uint8Array({ maxLength: 300 }), isReadInOneWay), { numRuns: 3000 })
    expect(isReadInOneWay(der)).toBe(true)
  })
})

/** Refused, or written again octet by octet. Any other error of the reader passes through. */
function isReadInOneWay(octets: Uint8Array): boolean {
  try {
    return Buffer.from(writeEvidenceContent(readEvidenceContent(octets))).equals(octets)
  } catch (error) {
    if (error instanceof EvidenceContentError) return true
    throw error
  }
}
