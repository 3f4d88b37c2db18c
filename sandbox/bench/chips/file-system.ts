import type { Command } from './apdu.ts'
import { type Reply, reply, status, uint16 } from './apdu.ts'
import { dataObject, readObjects } from './data-objects.ts'

/** Elementary files by file identifier, transparent all of them. */
export type Files = ReadonlyMap<number, Uint8Array>

/** File identifiers of ICAO 9303-10, chapter 3. */
export const fileId = {
  masterFile: 0x3f00,
  cardAccess: 0x011c,
  information: 0x2f01,
  common: 0x011e,
  dataGroup1: 0x0101,
  dataGroup2: 0x0102,
  dataGroup14: 0x010e,
  dataGroup15: 0x010f,
  security: 0x011d,
} as const

export const travelApplication = Uint8Array.from([0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01])

/** What READ BINARY gives when fewer bytes are left than were asked for. */
export type EndOfFile = 'shorter' | 'warning' | 'exact-length'

/** Which bytes of a file a READ BINARY asks for, and from which file if not the current one. */
interface Wanted {
  readonly shortId: number | null
  readonly offset: number
  /** The odd instruction wraps what it gives in a data object 53. */
  readonly wrapped: boolean
}

/** Reads the file, offset and form from READ BINARY, INS B0 or B1 (ISO 7816-4, 7.2.3); a status word when they are wrong. */
export function readWanted({ ins, p1, p2, data }: Command): Wanted | number {
  if (ins === 0xb0) {
    if (data.length > 0) return status.wrongLength
    if (p1 < 0x80) return { shortId: null, offset: (p1 << 8) | p2, wrapped: false }
    return (p1 & 0x60) === 0 ? { shortId: p1 & 0x1f, offset: p2, wrapped: false } : status.wrongParameters
  }
  const [offset, ...others] = readObjects(data) ?? []
  if (offset?.tag !== 0x54 || others.length > 0 || offset.value.length < 1 || offset.value.length > 3)
    return status.wrongData
  const start = offset.value.reduce((sum, octet) => sum * 256 + octet, 0)
  const reference = (p1 << 8) | p2
  // Only the current file and a short identifier are addressed here, no file identifier.
  if (reference > 0x1e) return status.wrongParameters
  return { shortId: reference === 0 ? null : reference, offset: start, wrapped: true }
}

/** The file of a short identifier: the last five bits of its file identifier. */
export function withShortId(files: Files, shortId: number): number | null {
  for (const id of files.keys()) if ((id & 0x1f) === shortId) return id
  return null
}

/**
 * A part of a file.
 * @param le bytes asked for
 * @param capacity bytes that the answer can carry
 */
export function readPart(
  file: Uint8Array,
  { offset, wrapped }: Wanted,
  le: number,
  capacity: number,
  endOfFile: EndOfFile,
): Reply {
  if (offset >= file.length) return reply(status.beyondEnd)
  const header = wrapped ? headerLength(Math.min(le, capacity)) : 0
  const room = Math.min(le, capacity) - header
  if (room <= 0) return reply(status.wrongLength)
  const part = file.slice(offset, offset + room)
  const asksForAll = le === 0x100 || le === 0x1_0000
  const short = part.length < room && !asksForAll
  if (short && endOfFile === 'exact-length') {
    return reply(status.wrongLe | ((part.length + header) & 0xff))
  }
  const word = short && endOfFile === 'warning' ? status.endOfFile : status.ok
  return reply(word, wrapped ? dataObject(0x53, part) : part)
}

function headerLength(whole: number): number {
  if (whole <= 0x81) return 2
  return whole <= 0x102 ? 3 : 4
}

/** The file control information of SELECT with P2 = 00 or 04: identifier and size (ISO 7816-4, 5.3.3). */
export function controlInformation(template: number, id: number, size: number): Uint8Array {
  const identifier = Uint8Array.of(id >> 8, id & 0xff)
  return dataObject(
    template,
    dataObject(0x80, Uint8Array.of(size >> 8, size & 0xff)),
    dataObject(0x83, identifier),
  )
}

/** The file identifier that SELECT carries; null when it is none. */
export function selectedId(data: Uint8Array): number | null {
  return data.length === 2 ? uint16(data) : null
}
