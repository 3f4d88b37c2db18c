/**
 * USB/IP, as the kernel's virtual host controller speaks it to whoever plays a device: a header of 48 octets, numbers
 * in network byte order, then what is sent in that direction (usbip_protocol in the kernel's documentation).
 */

const types = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const
const headerSize = 48

/** The kernel cuts what a program sends; more than this never comes at once. */
const longestData = 1 << 20

/** The direction bit of an end point's address. */
export const intoHost = 0x80

/** A transfer that the host wants. */
export interface Transfer {
  readonly type: 'transfer'
  readonly sequence: number
  /** With the direction bit. */
  readonly endPoint: number
  /** Octets that are sent, or that there is room for. */
  readonly length: number
  /** Of the control end point: the eight octets of the set-up packet. */
  readonly setup: Buffer
  /** What the host sends; empty when it wants to receive. */
  readonly data: Buffer
}

export type UsbipRequest =
  | Transfer
  /** The host no longer wants the transfer `other`. */
  | { readonly type: 'unlink'; readonly sequence: number; readonly other: number }

/** Octets that follow the header. */
function dataLength(header: Buffer): number {
  const isSubmit = header.readUInt32BE(0) === types.submit
  return isSubmit && header.readUInt32BE(12) === 0 ? header.readUInt32BE(24) : 0
}

function readRequest(message: Buffer): UsbipRequest {
  const type = message.readUInt32BE(0)
  const sequence = message.readUInt32BE(4)
  if (type === types.unlink) return { type: 'unlink', sequence, other: message.readUInt32BE(20) }
  if (type !== types.submit) throw new RangeError(`USB/IP command ${type}`)
  const direction = message.readUInt32BE(12) === 0 ? 0 : intoHost
  return {
    type: 'transfer',
    sequence,
    endPoint: message.readUInt32BE(16) | direction,
    length: message.readUInt32BE(24),
    setup: message.subarray(40, headerSize),
    data: message.subarray(headerSize),
  }
}

/** Takes what the kernel sends, cut anywhere, and calls back with each request. */
export function requestReader(onRequest: (request: UsbipRequest) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0)
  return (bytes) => {
    pending = Buffer.concat([pending, bytes])
    while (pending.length >= headerSize) {
      const data = dataLength(pending)
      if (data > longestData) throw new RangeError(`a USB transfer of ${data} octets`)
      const end = headerSize + data
      if (pending.length < end) return
      const message = pending.subarray(0, end)
      pending = pending.subarray(end)
      onRequest(readRequest(message))
    }
  }
}

const stalled = -32
const unlinkedInTime = -104
const noPackets = 0xffff_ffff

function header(type: number, sequence: number, status: number): Buffer {
  const message = Buffer.alloc(headerSize)
  message.writeUInt32BE(type, 0)
  message.writeUInt32BE(sequence, 4)
  message.writeInt32BE(status, 20)
  return message
}

/** The transfer is done. @param data what goes into the host */
export function transferred(transfer: Transfer, data: Uint8Array = new Uint8Array(0)): Buffer {
  const message = header(types.submitted, transfer.sequence, 0)
  message.writeUInt32BE(transfer.endPoint & intoHost ? data.length : transfer.data.length, 24)
  message.writeUInt32BE(noPackets, 32)
  return Buffer.concat([message, data])
}

/** The device knows no such request. */
export function refused({ sequence }: Transfer): Buffer {
  const message = header(types.submitted, sequence, stalled)
  message.writeUInt32BE(noPackets, 32)
  return message
}

/** @param inTime the transfer was still waiting, and will not be answered */
export function unlinked(sequence: number, inTime: boolean): Buffer {
  return header(types.unlinked, sequence, inTime ? unlinkedInTime : 0)
}
