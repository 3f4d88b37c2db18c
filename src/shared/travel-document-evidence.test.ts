import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from './gm/bytes.ts'
import {
  readTravelDocumentEvidence,
  type TravelDocumentEvidence,
  travelDocumentEvidenceLength,
  writeTravelDocumentEvidence,
} from './travel-document-evidence.ts'

const hex = (text: string) => fromHex(text.replaceAll(' ', ''))

const evidence: TravelDocumentEvidence = {
  access: 'pace',
  chipProof: 'chip-authentication',
  dg1: fromHex('610141'),
  sod: fromHex('77023000'),
  compared: [1, 14],
}
const padding = '00'.repeat(13_312 - 4 - 31 - 4)
const written = `308233fc 020101 0a0101 0a0100 0a0102 0403610141 040477023000 3006 020101 02010e 048233d9 ${padding}`

describe('the evidence of a travel document', () => {
  test('is written as its definition says', () => {
    expect(toHex(writeTravelDocumentEvidence(evidence))).toBe(written.replaceAll(' ', ''))
  })

  test('is as long for every document, up to the longest that is read, so that its length tells nothing', () => {
    for (const length of [2, 127, 128, 1_500, 2_222, 12_288]) {
      const read = { ...evidence, dg1: new Uint8Array(256), sod: new Uint8Array(length) }
      expect(writeTravelDocumentEvidence(read)).toHaveLength(travelDocumentEvidenceLength)
    }
    const many = Array.from({ length: 16 }, (_, index) => index + 1)
    const most = { ...evidence, dg1: new Uint8Array(256), sod: new Uint8Array(12_288), compared: many }
    expect(readTravelDocumentEvidence(writeTravelDocumentEvidence(most))).toEqual(most)
    expect(() => writeTravelDocumentEvidence({ ...most, sod: new Uint8Array(13_000) })).toThrow(RangeError)
  })

  test('is read as it was written', () => {
    expect(readTravelDocumentEvidence(hex(written))).toEqual(evidence)
  })

  test.each([
    ['of another version', written.replace('020101 0a0101', '020102 0a0101')],
    ['of a document that is not trusted', written.replace('0a0100', '0a0101')],
    ['opened in a way that there is not', written.replace('0a0101', '0a0102')],
    ['with a proof that there is not', written.replace('0a0102', '0a0103')],
    ['with data groups out of order', written.replace('020101 02010e', '02010e 020101')],
    ['with a data group that there is not', written.replace('02010e', '020111')],
    ['with something in its padding', written.replace(/00$/, '01')],
    [
      'of another length',
      '3025 020101 0a0101 0a0100 0a0102 0403610141 040477023000 3006 020101 02010e 040400000000',
    ],
  ])('is not read when it is one %s', (_what, bytes) => {
    expect(readTravelDocumentEvidence(hex(bytes))).toBeUndefined()
  })

  test.each([
    ['octets behind it', `${written} 00`],
    ['a member more', written.replace('308233fc', '308233fe').concat('0500')],
    ['a member cut short', written.slice(0, -2)],
  ])('is refused with %s', (_what, bytes) => {
    expect(() => readTravelDocumentEvidence(hex(bytes))).toThrow(/der-/)
  })
})
