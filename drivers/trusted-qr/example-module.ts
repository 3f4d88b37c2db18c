import { longestBlock } from '../../src/shared/trusted-code.ts'
import type { ModuleMessage, ModuleProtocol, ModuleReader } from './module-protocol.ts'

/**
 * The worked example of a module's protocol, invented:
 *
 *     54 51 | type (1) | length (2, big endian) | body | check (2, big endian)
 *
 * | type | body | meaning |
 * |---|---|---|
 * | 01 | module number (8), block (1 to 2,048) | the chip took the code |
 * | 02 | none | it did not |
 *
 * The check is CRC-16 (polynomial 1021, from FFFF, CCITT-FALSE) over type, length and body. Behind HID the octets come
 * in reports of 64: report id 03, how many octets follow (0 to 62), the octets, zeros.
 */
const preamble = [0x54, 0x51]
const types = { block: 0x01, refused: 0x02 } as const
const numberLength = 8
const headLength = 5
const checkLength = 2
const longestBody = numberLength + longestBlock

const hid = { length: 64, id: 0x03, most: 62 } as const

/** CRC-16/CCITT-FALSE. */
function crcOf(octets: Uint8Array): number {
  let crc = 0xffff
  for (let index = 0; index < octets.length; index++) {
    crc ^= (octets[index] ?? 0) << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021
    crc &= 0xffff
  }
  return crc
}

function messageOf(type: number | undefined, body: Uint8Array): ModuleMessage {
  if (type === types.refused && body.length === 0) return { type: 'refused' }
  if (type !== types.block || body.length <= numberLength) return { type: 'damaged' }
  return { type: 'block', module: body.subarray(0, numberLength), block: body.subarray(numberLength) }
}

function reader(): ModuleReader {
  const buffer = new Uint8Array(headLength + longestBody + checkLength)
  let filled = 0

  const drop = (count: number) => {
    buffer.copyWithin(0, count, filled)
    buffer.fill(0, filled - count, filled)
    filled -= count
  }

  const beginsAt = (start: number) =>
    preamble.every((octet, index) => start + index >= filled || buffer[start + index] === octet)

  /** Afterwards the buffer is empty or begins like a message. */
  const synchronise = () => {
    let start = 0
    while (start < filled && !beginsAt(start)) start++
    if (start > 0) drop(start)
  }

  const bodyLength = () => ((buffer[3] ?? 0) << 8) | (buffer[4] ?? 0)
  const wanted = () => (filled < headLength ? headLength : headLength + bodyLength() + checkLength)

  const deliver = (length: number, onMessage: (message: ModuleMessage) => void) => {
    const end = headLength + length
    try {
      onMessage(messageOf(buffer[2], buffer.subarray(headLength, end)))
    } finally {
      drop(end + checkLength)
    }
  }

  const settle = (onMessage: (message: ModuleMessage) => void) => {
    for (;;) {
      synchronise()
      if (filled < headLength) return
      const length = bodyLength()
      const end = headLength + length
      if (length <= longestBody) {
        if (filled < end + checkLength) return
        const check = ((buffer[end] ?? 0) << 8) | (buffer[end + 1] ?? 0)
        if (crcOf(buffer.subarray(preamble.length, end)) === check) {
          deliver(length, onMessage)
          continue
        }
      }
      // The search goes on one octet further, so that a whole message behind a torn one is found.
      drop(1)
      onMessage({ type: 'damaged' })
    }
  }

  return {
    get inMessage() {
      return filled > 0
    },
    push: (octets, onMessage) => {
      let taken = 0
      while (taken < octets.length) {
        const part = octets.subarray(taken, taken + wanted() - filled)
        buffer.set(part, filled)
        filled += part.length
        taken += part.length
        settle(onMessage)
      }
    },
    reset: () => {
      drop(filled)
    },
  }
}

export const exampleModule: ModuleProtocol = {
  reader,
  unpack: (report) => {
    const [id, count = 0] = report
    if (report.length !== hid.length || id !== hid.id || count > hid.most) return null
    return report.subarray(2, 2 + count)
  },
}
