/** The kinds of card that a SAM reads. */
export type CardKind =
  /** 居民身份证. */
  | 'resident'
  /** 港澳台居民居住证, type character J. */
  | 'hong-kong-macao-taiwan'
  /** 外国人永久居留身份证 of 2017, type character I. */
  | 'permanent-resident-2017'
  /** 外国人永久居留身份证 of 2023, type character Y. */
  | 'permanent-resident-2023'

/** Octets of a card's text: UTF-16LE, every field padded with spaces. */
export const textLength = 256

/** Octets of a SAM number as a SAM gives it. */
export const samNumberLength = 16

/**
 * What is sealed of a resident card: the bytes that stand as `presented` in the evidence's content.
 *
 *     ResidentCardContent ::= SEQUENCE {
 *       version    INTEGER (1),
 *       kind       ENUMERATED { resident (0), hong-kong-macao-taiwan (1),
 *                    permanent-resident-2017 (2), permanent-resident-2023 (3) },
 *       text       OCTET STRING (SIZE (256)),   -- as the SAM gave it, UTF-16LE
 *       samNumber  OCTET STRING (SIZE (16)) }   -- as the SAM gave it
 *
 * DER, and of the same length for every card, so that the length of what is sealed tells nothing. The photo is not
 * in it: a check needs none.
 */
export interface ResidentCardContent {
  readonly kind: CardKind
  readonly text: Uint8Array
  readonly samNumber: Uint8Array
}

const kinds = [
  'resident',
  'hong-kong-macao-taiwan',
  'permanent-resident-2017',
  'permanent-resident-2023',
] as const satisfies readonly CardKind[]

/** SEQUENCE, version, and the head of the kind. */
const beforeKind = [0x30, 0x82, 0x01, 0x1c, 0x02, 0x01, 0x01, 0x0a, 0x01]
const beforeText = [0x04, 0x82, 0x01, 0x00]
const beforeNumber = [0x04, 0x10]

const kindAt = beforeKind.length
const textAt = kindAt + 1 + beforeText.length
const numberAt = textAt + textLength + beforeNumber.length

/** Octets of a content. */
export const cardContentLength = numberAt + samNumberLength

/**
 * DER bytes, in a buffer of their own; the caller zeroes both the result and `text`.
 * @throws TypeError when text or number are not of their length
 */
export function writeCardContent({ kind, text, samNumber }: ResidentCardContent): Uint8Array {
  if (text.length !== textLength || samNumber.length !== samNumberLength) throw new TypeError('length')
  const der = new Uint8Array(new ArrayBuffer(cardContentLength))
  der.set(beforeKind)
  der[kindAt] = kinds.indexOf(kind)
  der.set(beforeText, kindAt + 1)
  der.set(text, textAt)
  der.set(beforeNumber, textAt + textLength)
  der.set(samNumber, numberAt)
  return der
}

/**
 * Reads what `writeCardContent` wrote. As every length is fixed, there is one encoding and no other is read.
 * @returns views into `der`; null when it is anything else
 */
export function readCardContent(der: Uint8Array): ResidentCardContent | null {
  const holds = (at: number, octets: readonly number[]) =>
    octets.every((octet, index) => der[at + index] === octet)
  const kind = kinds[der[kindAt] ?? kinds.length]
  const framed =
    der.length === cardContentLength &&
    holds(0, beforeKind) &&
    holds(kindAt + 1, beforeText) &&
    holds(textAt + textLength, beforeNumber)
  if (!framed || !kind) return null
  return { kind, text: der.subarray(textAt, textAt + textLength), samNumber: der.subarray(numberAt) }
}
