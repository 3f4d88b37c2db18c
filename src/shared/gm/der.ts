import { concatBytes } from './bytes.ts'
import { GmError } from './errors.ts'

/** Identifier octets (X.690 section 8.1.2) that occur in certificates and messages. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const

/** One element: its identifier octet, its contents octets and the whole encoding (views, not copies). */
export interface DerElement {
  readonly tag: number
  readonly value: Uint8Array
  readonly raw: Uint8Array
}

/**
 * The element at `offset` and nothing about what follows it. Only the definite, shortest length form is DER
 * (X.690 section 10.1): everything else is `der-not-canonical`. Throws `der-truncated` when bytes are missing.
 */
export function readElement(bytes: Uint8Array, offset = 0): DerElement {
  const identifier = bytes[offset]
  const first = bytes[offset + 1]
  if (identifier === undefined || first === undefined) throw new GmError('der-truncated')
  // No structure of this module has a tag number above 30.
  if ((identifier & 0x1f) === 0x1f) throw new GmError('der-malformed')
  let start = offset + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0) throw new GmError('der-not-canonical')
    if (count > 4) throw new GmError('der-malformed')
    length = 0
    for (let index = 0; index < count; index++) {
      const octet = bytes[start++]
      if (octet === undefined) throw new GmError('der-truncated')
      if (index === 0 && octet === 0) throw new GmError('der-not-canonical')
      length = length * 256 + octet
    }
    if (length < 0x80) throw new GmError('der-not-canonical')
  }
  if (length > bytes.length - start) throw new GmError('der-truncated')
  const end = start + length
  return { tag: identifier, value: bytes.subarray(start, end), raw: bytes.subarray(offset, end) }
}

/** The one element that fills `bytes`. Throws `der-trailing` when bytes follow it, `der-malformed` on another tag. */
export function readSingle(bytes: Uint8Array, expectedTag: number): DerElement {
  const element = readElement(bytes)
  if (element.raw.length !== bytes.length) throw new GmError('der-trailing')
  if (element.tag !== expectedTag) throw new GmError('der-malformed')
  return element
}

/** The elements that fill the contents of a constructed element, in order. Throws `der-malformed` when one overruns it. */
export function readChildren(element: DerElement): readonly DerElement[] {
  const children: DerElement[] = []
  for (let offset = 0; offset < element.value.length;) {
    const child = readInner(element.value, offset)
    children.push(child)
    offset += child.raw.length
  }
  return children
}

function readInner(bytes: Uint8Array, offset: number): DerElement {
  try {
    return readElement(bytes, offset)
  } catch (error) {
    // The outer element is complete, so this is no truncated input: the lengths contradict each other.
    if (error instanceof GmError && error.code === 'der-truncated') throw new GmError('der-malformed')
    throw error
  }
}

/** The contents of a SEQUENCE of exactly these tags. Throws `der-malformed` on any other shape. */
export function readSequence(bytes: Uint8Array, ...tags: readonly number[]): readonly DerElement[] {
  const children = readChildren(readSingle(bytes, tag.sequence))
  if (children.length !== tags.length) throw new GmError('der-malformed')
  for (const [index, child] of children.entries()) {
    if (child.tag !== tags[index]) throw new GmError('der-malformed')
  }
  return children
}

/** The value of an INTEGER that must be zero or more, in the shortest form. */
export function readUnsigned(element: DerElement): bigint {
  const { value } = element
  if (element.tag !== tag.integer || value.length === 0) throw new GmError('der-malformed')
  requireShortestInteger(value)
  if ((value[0] ?? 0) >= 0x80) throw new GmError('scalar-out-of-range')
  return bytesToNumber(value)
}

/** Throws `der-not-canonical` when an INTEGER's first nine bits are all equal (X.690 section 8.3.2). */
export function requireShortestInteger(value: Uint8Array): void {
  const [first, second] = value
  if (first === undefined || second === undefined) return
  if ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
    throw new GmError('der-not-canonical')
}

/** One element: identifier octet, shortest definite length, contents. */
export function derElement(identifier: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const part of contents) length += part.length
  const header = [identifier]
  if (length < 0x80) {
    header.push(length)
  } else {
    const octets: number[] = []
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
    header.push(0x80 | octets.length, ...octets)
  }
  return concatBytes(Uint8Array.from(header), ...contents)
}

/** An INTEGER of a number that is zero or more. */
export function derUnsigned(value: bigint): Uint8Array<ArrayBuffer> {
  let hex = value.toString(16)
  if (hex.length % 2 !== 0) hex = `0${hex}`
  const octets = numberToBytes(value, hex.length / 2)
  const needsSign = (octets[0] ?? 0) >= 0x80
  return needsSign ? derElement(tag.integer, Uint8Array.of(0), octets) : derElement(tag.integer, octets)
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function derObjectIdentifier(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const octets: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left % 128) | 0x80)
    octets.push(...groups)
  }
  return derElement(tag.objectIdentifier, Uint8Array.from(octets))
}

/** Big-endian bytes to a number. */
export function bytesToNumber(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let value = 0n
  let offset = 0
  for (; offset + 8 <= bytes.length; offset += 8) value = (value << 64n) | view.getBigUint64(offset)
  for (; offset < bytes.length; offset++) value = (value << 8n) | BigInt(bytes[offset] ?? 0)
  return value
}

/** A number of at most `length` bytes as exactly `length` big-endian bytes. */
export function numberToBytes(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let rest = value
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}
