import { zero } from '../../src/shared/gm/bytes.ts'
import { type Answer, status } from './apdu.ts'
import { DocumentFault } from './fault.ts'
import type { ElementaryFile } from './files.ts'
import { type Channel, saysMissing } from './link.ts'
import { moreModest, type ReadingManner } from './reading-manner.ts'
import { readHead, readOnly, writeTlv } from './tlv.ts'

/** A file as far as it is read; stays when the card is lifted and goes on when it is laid back. */
export interface PartialFile {
  /** As long as the file says it is, once that is known. */
  bytes: Uint8Array | undefined
  read: number
}

export function unreadFile(): PartialFile {
  return { bytes: undefined, read: 0 }
}

/** Zeroes what was read. */
export function forget(part: PartialFile): void {
  if (part.bytes) zero(part.bytes)
  part.bytes = undefined
  part.read = 0
}

/** Tag and length take so many octets at most. */
const headLength = 4
/** READ BINARY says no offset beyond this (ISO/IEC 7816-4, 11.2.3); with the odd instruction it does, in a data object. */
const longestOffset = 0x7fff
const offsetObject = 0x54
const discretionaryData = 0x53
/** Commands for one file, refused ones among them: the smallest buffer times the longest file. */
const mostCommands = 4096

/**
 * Reads a file to the end that its first octets name, in as few commands as the chip allows, going on where `part` left
 * off. Gives undefined when the chip has no such file.
 * Throws `unreadable`, `not-a-travel-document` when the file is longer than it may be or the chip does not give what is
 * beyond its first 32 KiB, what the channel throws; `part` and `manner` then hold what is known.
 */
export async function readFile(
  channel: Channel,
  file: ElementaryFile,
  part: PartialFile,
  manner: ReadingManner,
): Promise<Uint8Array | undefined> {
  let selected = false
  for (let commands = 0; commands < mostCommands; commands++) {
    if (part.bytes && part.read === part.bytes.length) return part.bytes
    const byShortId = manner.shortIds && part.read === 0 && !selected
    if (!byShortId && !selected) {
      const answer = await selectFile(channel, file)
      if (saysMissing(answer)) return undefined
      if (answer.status !== status.success) throw new DocumentFault('unreadable')
      selected = true
    }
    const asked = octetsToAsk(channel, file, part, manner)
    const refused = { byShortId, asked, lengthUnknown: !part.bytes }
    const hopeless = isFar(part) ? 'not-a-travel-document' : 'unreadable'
    const shortId = byShortId ? 0x80 | file.shortId : 0
    const reading = isFar(part)
      ? readFar(channel, part.read, asked)
      : readBinary(channel, shortId, part.read, asked)
    const answer = await reading.catch((error: unknown) => {
      const dropped = error instanceof DocumentFault && error.reason === 'session-ended'
      if (dropped && !moreModest(manner, refused)) throw new DocumentFault(hopeless)
      throw error
    })
    if (isRead(answer)) {
      try {
        take(file, part, answer, asked, manner)
      } finally {
        zero(answer.data)
      }
      selected = true
      continue
    }
    if (byShortId && file.optional && answer.status === status.fileNotFound) return undefined
    if ((answer.status & 0xff00) === 0x6c00) {
      const available = answer.status & 0xff
      if (available === 0 || available >= asked) throw new DocumentFault('unreadable')
      manner.most = available
    } else if (!moreModest(manner, refused)) throw new DocumentFault(hopeless)
  }
  throw new DocumentFault('unreadable')
}

function octetsToAsk(
  channel: Channel,
  file: ElementaryFile,
  part: PartialFile,
  manner: ReadingManner,
): number {
  const carried = manner.extended ? file.longest : channel.mostData
  const most = Math.min(carried, manner.most) - headOf(part)
  if (part.bytes) return Math.min(most, part.bytes.length - part.read)
  return manner.beyondEnd ? most : Math.min(most, headLength)
}

/** By file identifier, without an answer: the form of ICAO 9303-10, 3.6.2, which chips know best. */
function selectFile(channel: Channel, { fileId }: ElementaryFile): Promise<Answer> {
  const data = Uint8Array.of(fileId >> 8, fileId & 0xff)
  return channel.send({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data })
}

function readBinary(channel: Channel, shortId: number, offset: number, asked: number): Promise<Answer> {
  const p1 = shortId === 0 ? offset >> 8 : shortId
  return channel.send({ cla: 0, ins: 0xb0, p1, p2: offset & 0xff, le: asked })
}

function isFar({ read }: PartialFile): boolean {
  return read > longestOffset
}

/** Octets that an answer has around the file's own. */
function headOf(part: PartialFile): number {
  return isFar(part) ? headLength : 0
}

/** Of the file that is selected. The answer's data is that of a READ BINARY without data objects. */
async function readFar(channel: Channel, offset: number, asked: number): Promise<Answer> {
  const data = writeTlv(offsetObject, Uint8Array.of(offset >> 16, (offset >> 8) & 0xff, offset & 0xff))
  // Tag and length in their shortest form, for a chip gives as much of the file as fits.
  const le = asked + (asked < 0x80 ? 2 : asked < 0x1_00 ? 3 : headLength)
  const answer = await channel.send({ cla: 0, ins: 0xb1, p1: 0, p2: 0, data, le })
  if (!isRead(answer)) return answer
  try {
    return { data: readOnly(answer.data, discretionaryData).slice(), status: answer.status }
  } finally {
    zero(answer.data)
  }
}

function isRead({ status: word, data }: Answer): boolean {
  return (word === status.success || word === status.endOfFile) && data.length > 0
}

/** Adds an answer to the file. Throws `unreadable` when it does not fit. */
function take(
  file: ElementaryFile,
  part: PartialFile,
  { data, status: word }: Answer,
  asked: number,
  manner: ReadingManner,
): void {
  if (data.length > asked) throw new DocumentFault('unreadable')
  if (!part.bytes) {
    const head = readHead(data)
    const length = head.headLength + head.valueLength
    if (head.tag !== file.tag) throw new DocumentFault('unreadable')
    if (length > file.longest) throw new DocumentFault('not-a-travel-document')
    part.bytes = new Uint8Array(length)
  }
  const wanted = Math.min(asked, part.bytes.length - part.read)
  const count = Math.min(data.length, wanted)
  const carried = count + headOf(part)
  part.bytes.set(data.subarray(0, count), part.read)
  part.read += count
  if (count === wanted) return
  if (word === status.endOfFile) throw new DocumentFault('unreadable')
  // A chip that gives less than it was asked for gives no more next time.
  manner.most = carried
}
