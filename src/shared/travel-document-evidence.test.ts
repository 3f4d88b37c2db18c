import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from './gm/bytes.ts'
import {
  readTravelDocumentEvidence,
  type TravelDocumentEvidence,
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
const written = '301f 020101 0a0101 0a0100 0a0102 0403610141 040477023000 3006 020101 02010e'

describe('the evidence of a travel document', () => {
  test('is written as its definition says', () => {
    expect(toHex(writeTravelDocumentEvidence(evidence))).toBe(written.replaceAll(' ', ''))
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
  ])('is not read when it is one %s', (_what, bytes) => {
    expect(readTravelDocumentEvidence(hex(bytes))).toBeUndefined()
  })

  test.each([
    ['octets behind it', `${written} 00`],
    ['a member more', written.replace('301f', '3021').concat('0500')],
    ['a member cut short', written.slice(0, -2)],
  ])('is refused with %s', (_what, bytes) => {
    expect(() => readTravelDocumentEvidence(hex(bytes))).toThrow(/der-/)
  })
})
