import { concatBytes } from '../../../src/shared/gm/bytes.ts'

/** A BER-TLV data object (ISO 7816-4, 5.2.2) with tags of one or two bytes and lengths below 65536. */
export interface DataObject {
  readonly tag: number
  readonly value: Uint8Array
}

/** The data objects that fill `bytes`, in order; null when they do not. */
export function readObjects(bytes: Uint8Array): readonly DataObject[] | null {
  const objects: DataObject[] = []
  let offset = 0
  while (offset < bytes.length) {
    let tag = bytes[offset++] ?? 0
    if ((tag & 0x1f) === 0x1f) {
      const second = bytes[offset++]
      if (second === undefined || second >= 0x80) return null
      tag = (tag << 8) | second
    }
    let length = bytes[offset++]
    if (length === undefined) return null
    if (length >= 0x80) {
      const count = length & 0x7f
      if (count < 1 || count > 2 || offset + count > bytes.length) return null
      length = 0
      for (let index = 0; index < count; index++) length = (length << 8) | (bytes[offset++] ?? 0)
    }
    if (offset + length > bytes.length) return null
    objects.push({ tag, value: bytes.slice(offset, offset + length) })
    offset += length
  }
  return objects
}

/** One data object: tag of one or two bytes, shortest length, contents. */
export function dataObject(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const value = concatBytes(...contents)
  const identifier = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag]
  return concatBytes(Uint8Array.from([...identifier, ...lengthOctets(value.length)]), value)
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  return [0x82, length >> 8, length & 0xff]
}
