import { GmError } from './errors.ts'
import { readChildren, readElement, requireShortestInteger, tag, type DerElement } from './der.ts'

const utcTime = 0x17
const generalizedTime = 0x18
const constructed = 0x20
const deepest = 32

/**
 * Walks a whole encoding and throws unless it is DER: one element that fills the input, definite and shortest
 * lengths, shortest integers, BOOLEAN 00 or FF, strings in one piece, no stray bits, SET OF in ascending
 * order, times in the one form of RFC 5280 section 4.1.2.5. General ASN.1 parsers are lenient about most of
 * these, and a second reading of the same signed bytes is what an attacker looks for.
 */
export function requireCanonicalDer(bytes: Uint8Array): void {
  const element = readElement(bytes)
  if (element.raw.length !== bytes.length) throw new GmError('der-trailing')
  requireCanonicalElement(element, 0)
}

function requireCanonicalElement(element: DerElement, depth: number): void {
  if (depth > deepest) throw new GmError('der-malformed')
  if ((element.tag & constructed) === 0) {
    requireCanonicalPrimitive(element)
    return
  }
  const isUniversal = element.tag < 0x40
  // In DER only SEQUENCE and SET are constructed; a constructed string is BER.
  if (isUniversal && element.tag !== tag.sequence && element.tag !== tag.set)
    throw new GmError('der-not-canonical')
  const children = readChildren(element)
  for (const child of children) requireCanonicalElement(child, depth + 1)
  if (element.tag === tag.set) requireAscending(children.map((child) => child.raw))
}

function requireCanonicalPrimitive({ tag: identifier, value }: DerElement): void {
  const first = value[0] ?? 0
  switch (identifier) {
    case tag.boolean:
      if (value.length !== 1) throw new GmError('der-malformed')
      if (first !== 0 && first !== 0xff) throw new GmError('der-not-canonical')
      return
    case tag.integer:
      if (value.length === 0) throw new GmError('der-malformed')
      requireShortestInteger(value)
      return
    case tag.null:
      if (value.length !== 0) throw new GmError('der-malformed')
      return
    case tag.bitString:
      requireBitString(value)
      return
    case tag.objectIdentifier:
      requireObjectIdentifier(value)
      return
    case utcTime:
      requireTime(value, /^\d{12}Z$/)
      return
    case generalizedTime:
      requireTime(value, /^\d{14}Z$/)
      return
    case tag.sequence ^ constructed:
    case tag.set ^ constructed:
      throw new GmError('der-malformed')
    default:
  }
}

function requireBitString(value: Uint8Array): void {
  const unused = value[0]
  if (unused === undefined || unused > 7 || (value.length === 1 && unused !== 0))
    throw new GmError('der-malformed')
  const last = value.at(-1) ?? 0
  if (value.length > 1 && (last & ((1 << unused) - 1)) !== 0) throw new GmError('der-not-canonical')
}

function requireObjectIdentifier(value: Uint8Array): void {
  if (value.length === 0 || (value.at(-1) ?? 0) >= 0x80) throw new GmError('der-malformed')
  for (const [index, octet] of value.entries()) {
    const startsArc = index === 0 || (value[index - 1] ?? 0) < 0x80
    if (startsArc && octet === 0x80) throw new GmError('der-not-canonical')
  }
}

function requireTime(value: Uint8Array, form: RegExp): void {
  if (!form.test(String.fromCharCode(...value.subarray(0, 16)))) throw new GmError('der-not-canonical')
}

/** Throws `der-not-canonical` unless each encoding is greater than the one before (X.690 section 11.6); twice the same is refused too. */
export function requireAscending(encodings: readonly Uint8Array[]): void {
  for (const [index, encoding] of encodings.entries()) {
    const previous = encodings[index - 1]
    if (previous !== undefined && compareBytes(previous, encoding) >= 0)
      throw new GmError('der-not-canonical')
  }
}

/** Byte order as X.690 section 11.6 sorts a SET OF: negative when `a` comes first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
