import { toHex } from '../../src/shared/gm/bytes.ts'
import { type CardKind, readCardContent } from '../../src/shared/resident-card-content.ts'

/** What of a card tells which one it is. Held for one decision, kept nowhere. */
export interface PresentedCard {
  readonly kind: CardKind
  readonly number: string
  readonly name: string
  readonly from: string
  readonly to: string
  /** Number of the SAM that read it, hexadecimal. */
  readonly sam: string
}

/** Where the fields lie (octets) that every kind has, and those that are of another length on one kind. */
const numberAt = 122
const fromAt = 188
const toAt = 204
const dateLength = 16
const nameLengths: Readonly<Record<CardKind, number>> = {
  resident: 30,
  'hong-kong-macao-taiwan': 30,
  'permanent-resident-2017': 120,
  'permanent-resident-2023': 30,
}
const numberLengths: Readonly<Record<CardKind, number>> = {
  resident: 36,
  'hong-kong-macao-taiwan': 36,
  'permanent-resident-2017': 30,
  'permanent-resident-2023': 36,
}

/**
 * Reads what a device host sealed of a resident card.
 * @returns null when it is not in that form
 */
export function readPresentedCard(presented: Uint8Array): PresentedCard | null {
  const content = readCardContent(presented)
  if (!content) return null
  const { kind, text, samNumber } = content
  const field = (at: number, length: number) =>
    new TextDecoder('utf-16le').decode(text.subarray(at, at + length)).replace(/ +$/, '')
  return {
    kind,
    number: field(numberAt, numberLengths[kind]),
    name: field(0, nameLengths[kind]),
    from: field(fromAt, dateLength),
    to: field(toAt, dateLength),
    sam: toHex(samNumber),
  }
}
