import { concatBytes } from '../../../src/shared/gm/bytes.ts'

/** A command APDU (ISO 7816-4, 5.1). `le` is the number of bytes asked for at most, null when the field is absent. */
export interface Command {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Uint8Array
  readonly le: number | null
  readonly extended: boolean
}

/** What a chip answers: data and status word. */
export interface Reply {
  readonly status: number
  readonly data: Uint8Array
}

/** Status words of ISO 7816-4 that these chips answer with. */
export const status = {
  ok: 0x9000,
  endOfFile: 0x6282,
  authenticationFailed: 0x6300,
  wrongLength: 0x6700,
  lastCommandExpected: 0x6883,
  chainingNotSupported: 0x6884,
  securityStatus: 0x6982,
  conditions: 0x6985,
  noCurrentFile: 0x6986,
  messagingObjectsMissing: 0x6987,
  messagingObjectsIncorrect: 0x6988,
  wrongData: 0x6a80,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  wrongParameters: 0x6a86,
  referenceNotFound: 0x6a88,
  beyondEnd: 0x6b00,
  moreData: 0x6100,
  wrongLe: 0x6c00,
  instruction: 0x6d00,
  class: 0x6e00,
} as const

/** Bytes to a command; null when the lengths in it contradict each other. */
export function parseCommand(bytes: Uint8Array): Command | null {
  const [cla, ins, p1, p2, first] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null
  const of = (data: Uint8Array, le: number | null, extended: boolean): Command => {
    return { cla, ins, p1, p2, data, le, extended }
  }
  const none = new Uint8Array(0)
  if (first === undefined) return of(none, null, false)
  if (bytes.length === 5) return of(none, first || 0x100, false)
  if (first !== 0) {
    const end = 5 + first
    if (bytes.length === end) return of(bytes.slice(5), null, false)
    if (bytes.length === end + 1) return of(bytes.slice(5, end), bytes[end] || 0x100, false)
    return null
  }
  if (bytes.length < 7) return null
  const length = uint16(bytes, 5)
  if (bytes.length === 7) return of(none, length || 0x1_0000, true)
  if (length === 0) return null
  const end = 7 + length
  if (bytes.length === end) return of(bytes.slice(7), null, true)
  if (bytes.length === end + 2) return of(bytes.slice(7, end), uint16(bytes, end) || 0x1_0000, true)
  return null
}

export function uint16(bytes: Uint8Array, offset = 0): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
}

export function reply(status: number, data: Uint8Array = new Uint8Array(0)): Reply {
  return { status, data }
}

/** Data, SW1, SW2. */
export function encodeReply({ status, data }: Reply): Uint8Array<ArrayBuffer> {
  return concatBytes(data, Uint8Array.of(status >> 8, status & 0xff))
}
