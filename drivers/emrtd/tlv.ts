import { DocumentFault } from './fault.ts'

/** One data object: its tag with all its octets (0x7f49, 0x87, …), its value and the whole of it (views, not copies). */
export interface Tlv {
  readonly tag: number
  readonly value: Uint8Array
  readonly raw: Uint8Array
}

/** Where a data object's value begins and how long it is. */
export interface TlvHead {
  readonly tag: number
  readonly headLength: number
  readonly valueLength: number
}

const longestTag = 3
const longestLength = 3
/** No structure of a travel document has more members than this; a master list has. */
const mostMembers = 256

/**
 * Tag and length at the beginning of `bytes` (ISO/IEC 7816-4, 5.2.2), which may end before the value does.
 * Throws `unreadable` on a missing octet, an indefinite length, a tag of more than 3 or a length of more than 3 octets.
 */
export function readHead(bytes: Uint8Array, offset = 0): TlvHead {
  let at = offset
  const octet = () => {
    const value = bytes[at++]
    if (value === undefined) throw new DocumentFault('unreadable')
    return value
  }
  let tag = octet()
  if (tag === 0) throw new DocumentFault('unreadable')
  if ((tag & 0x1f) === 0x1f) {
    for (let more = true; more;) {
      if (at - offset === longestTag) throw new DocumentFault('unreadable')
      const next = octet()
      tag = tag * 256 + next
      more = next >= 0x80
    }
  }
  let length = octet()
  if (length >= 0x80) {
    const count = length & 0x7f
    if (count === 0 || count > longestLength) throw new DocumentFault('unreadable')
    length = 0
    for (let index = 0; index < count; index++) length = length * 256 + octet()
  }
  return { tag, headLength: at - offset, valueLength: length }
}

/** The data object at `offset` and nothing about what follows it. Throws `unreadable` when it does not fit in `bytes`. */
export function readTlv(bytes: Uint8Array, offset = 0): Tlv {
  const { tag, headLength, valueLength } = readHead(bytes, offset)
  const start = offset + headLength
  const end = start + valueLength
  if (end > bytes.length) throw new DocumentFault('unreadable')
  return { tag, value: bytes.subarray(start, end), raw: bytes.subarray(offset, end) }
}

/** The data objects that fill `bytes`, in order. Throws `unreadable` on more than `most` of them. */
export function readMembers(bytes: Uint8Array, most = mostMembers): readonly Tlv[] {
  const members: Tlv[] = []
  for (let offset = 0; offset < bytes.length;) {
    if (members.length === most) throw new DocumentFault('unreadable')
    const member = readTlv(bytes, offset)
    members.push(member)
    offset += member.raw.length
  }
  return members
}

/** The value of the one data object that fills `bytes`. Throws `unreadable` on another tag or on bytes behind it. */
export function readOnly(bytes: Uint8Array, tag: number): Uint8Array {
  const object = readTlv(bytes)
  if (object.tag !== tag || object.raw.length !== bytes.length) throw new DocumentFault('unreadable')
  return object.value
}

/** The values of a list that must have exactly these tags in this order. */
export function readExactly(bytes: Uint8Array, ...tags: readonly number[]): readonly Uint8Array[] {
  const members = readMembers(bytes, tags.length)
  if (members.length !== tags.length) throw new DocumentFault('unreadable')
  return members.map((member, index) => {
    if (member.tag !== tags[index]) throw new DocumentFault('unreadable')
    return member.value
  })
}

/** One data object in its shortest form, in a new array. */
export function writeTlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const head: number[] = []
  for (let rest = tag; rest > 0; rest = Math.floor(rest / 256)) head.unshift(rest % 256)
  if (length >= 0x1_00_00) head.push(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff)
  else if (length >= 0x1_00) head.push(0x82, length >> 8, length & 0xff)
  else if (length >= 0x80) head.push(0x81, length)
  else head.push(length)
  const object = new Uint8Array(head.length + length)
  object.set(head)
  let offset = head.length
  for (const part of parts) {
    object.set(part, offset)
    offset += part.length
  }
  return object
}

/** The dotted form of an OBJECT IDENTIFIER's contents. Throws `unreadable` when it is none. */
export function readObjectIdentifier(value: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const octet of value) {
    arc = arc * 128 + (octet & 0x7f)
    if (arc > 0xffff_ffff) throw new DocumentFault('unreadable')
    if (octet < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first, ...rest] = arcs
  if (first === undefined || (value.at(-1) ?? 0x80) >= 0x80) throw new DocumentFault('unreadable')
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - root * 40, ...rest].join('.')
}
