/**
 * The link between the sandbox's device bench and the virtual devices of a device host. It takes the place of a
 * USB cable: it carries what a device reads, in the clear, by nature. It exists in development builds alone.
 *
 * The bench is the server, on 127.0.0.1; each device host that opens its devices connects as a client, so there can
 * be several clients at once. Both ends write frames:
 *
 *     length   4 octets, big endian: octets that follow
 *     type     1 octet
 *     payload  see below; all numbers big endian
 *
 * | type | name | from | payload |
 * |---|---|---|---|
 * | 0x01 | attach | bench | device id (4) ‖ kind (1: 0x01 = HID, 0x02 = SAM, 0x03 = contactless reader) ‖ vendor id (2) ‖ product id (2) ‖ usage page (2) ‖ usage (2), both zero but for HID ‖ product name (UTF-8, at most 128 octets) |
 * | 0x02 | detach | bench | device id (4) |
 * | 0x03 | input | bench | device id (4) ‖ of a HID device one report as hidraw gives it: report id first where the device numbers its reports; of a SAM octets, cut anywhere; of a contactless reader see virtual-link-card.ts |
 * | 0x04 | feature | host | device id (4) ‖ report id (0 where reports are not numbered) ‖ feature report |
 * | 0x05 | output | host | device id (4) ‖ octets for a SAM, cut anywhere; for a contactless reader see virtual-link-card.ts |
 *
 * On connection the bench sends `attach` for every device that is plugged in, then what happens. A device that is
 * plugged in again gets a new device id. What is for a device that is not attached is ignored, and so are `feature` for
 * any but a HID device and `output` for one. A frame that breaks these rules ends the connection.
 */

interface AttachedDevice {
  readonly type: 'attach'
  readonly deviceId: number
  readonly vendorId: number
  readonly productId: number
  readonly product: string
}

export interface AttachHidFrame extends AttachedDevice {
  readonly kind: 'hid'
  readonly usagePage: number
  readonly usage: number
}

/** A reader of resident cards: a stream of octets in both directions. */
export interface AttachSamFrame extends AttachedDevice {
  readonly kind: 'sam'
}

/** A reader of contactless chips: commands and responses, see virtual-link-card.ts. */
export interface AttachContactlessFrame extends AttachedDevice {
  readonly kind: 'contactless'
}

export type AttachFrame = AttachHidFrame | AttachSamFrame | AttachContactlessFrame
export type VirtualDeviceKind = AttachFrame['kind']

export interface DetachFrame {
  readonly type: 'detach'
  readonly deviceId: number
}

/** `bytes` is a copy that the receiver owns and zeroes. */
export interface InputFrame {
  readonly type: 'input'
  readonly deviceId: number
  readonly bytes: Uint8Array
}

export interface FeatureFrame {
  readonly type: 'feature'
  readonly deviceId: number
  readonly bytes: Uint8Array
}

export interface OutputFrame {
  readonly type: 'output'
  readonly deviceId: number
  readonly bytes: Uint8Array
}

export type LinkFrame = AttachFrame | DetachFrame | InputFrame | FeatureFrame | OutputFrame

/** No feature report is longer than this (octets). */
export const largestLinkReport = 4096

/** Nothing that a device reads or is given is longer (octets): the longest command to a chip, and what it is for. */
export const largestLinkTransfer = 65_549

const headerLength = 4
const idLength = 4
const attachLength = 1 + idLength + 1 + 8
const longestName = 128
const largestBody = 1 + idLength + largestLinkTransfer

const types = { attach: 0x01, detach: 0x02, input: 0x03, feature: 0x04, output: 0x05 } as const
const kinds = { hid: 0x01, sam: 0x02, contactless: 0x03 } as const satisfies Record<VirtualDeviceKind, number>
const largest = {
  input: largestLinkTransfer,
  feature: largestLinkReport,
  output: largestLinkTransfer,
} as const

/** The other end of the link does not keep to its form. Says nothing of what was received. */
export class VirtualLinkError extends Error {
  constructor(message: 'length' | 'type' | 'payload') {
    super(`virtual link: ${message}`)
    this.name = 'VirtualLinkError'
  }
}

function u16(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new VirtualLinkError('payload')
  return value
}

function u32(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new VirtualLinkError('payload')
  return value
}

function blank(bodyLength: number, type: number, deviceId: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(headerLength + bodyLength)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bodyLength)
  view.setUint8(headerLength, type)
  view.setUint32(headerLength + 1, u32(deviceId))
  return { bytes, view }
}

/**
 * One frame, length first. For `input`, `feature` and `output` the result holds a copy of the bytes; whoever cares zeroes it.
 * @throws VirtualLinkError for numbers out of range, a name too long, a report that is empty or too long
 */
export function writeLinkFrame(frame: LinkFrame): Uint8Array {
  if (frame.type === 'detach') return blank(1 + idLength, types.detach, frame.deviceId).bytes
  if (frame.type === 'attach') {
    const name = new TextEncoder().encode(frame.product)
    if (name.length > longestName) throw new VirtualLinkError('payload')
    const { bytes, view } = blank(attachLength + name.length, types.attach, frame.deviceId)
    view.setUint8(9, kinds[frame.kind])
    view.setUint16(10, u16(frame.vendorId))
    view.setUint16(12, u16(frame.productId))
    if (frame.kind === 'hid') {
      view.setUint16(14, u16(frame.usagePage))
      view.setUint16(16, u16(frame.usage))
    }
    bytes.set(name, headerLength + attachLength)
    return bytes
  }
  const { length } = frame.bytes
  if (length === 0 || length > largest[frame.type]) throw new VirtualLinkError('payload')
  const { bytes } = blank(1 + idLength + length, types[frame.type], frame.deviceId)
  bytes.set(frame.bytes, headerLength + 1 + idLength)
  return bytes
}

function readName(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch (error) {
    if (error instanceof TypeError) throw new VirtualLinkError('payload')
    throw error
  }
}

/**
 * A copy in a buffer of its own. A short array made by `slice` lies on the heap of V8, which copies it out when
 * somebody takes a view of it, and leaves a first copy behind that nobody can zero.
 */
function copyOf(report: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new ArrayBuffer(report.length))
  copy.set(report)
  return copy
}

/** @param view of type and payload, without the length */
function readAttach(view: DataView, body: Uint8Array): AttachFrame {
  if (body.length < attachLength || body.length > attachLength + longestName)
    throw new VirtualLinkError('payload')
  const device: AttachedDevice = {
    type: 'attach',
    deviceId: view.getUint32(1),
    vendorId: view.getUint16(6),
    productId: view.getUint16(8),
    product: readName(body.subarray(attachLength)),
  }
  const usagePage = view.getUint16(10)
  const usage = view.getUint16(12)
  const kind = view.getUint8(5)
  if (kind === kinds.hid) return { ...device, kind: 'hid', usagePage, usage }
  if (usagePage !== 0 || usage !== 0) throw new VirtualLinkError('payload')
  if (kind === kinds.sam) return { ...device, kind: 'sam' }
  if (kind === kinds.contactless) return { ...device, kind: 'contactless' }
  throw new VirtualLinkError('payload')
}

/** @param body type and payload, without the length */
function readBody(body: Uint8Array): LinkFrame {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const deviceId = view.getUint32(1)
  const rest = body.length - 1 - idLength
  const bytes = (type: keyof typeof largest) => {
    if (rest === 0 || rest > largest[type]) throw new VirtualLinkError('payload')
    return copyOf(body.subarray(1 + idLength))
  }
  switch (view.getUint8(0)) {
    case types.attach:
      return readAttach(view, body)
    case types.detach:
      if (rest !== 0) throw new VirtualLinkError('payload')
      return { type: 'detach', deviceId }
    case types.input:
      return { type: 'input', deviceId, bytes: bytes('input') }
    case types.feature:
      return { type: 'feature', deviceId, bytes: bytes('feature') }
    case types.output:
      return { type: 'output', deviceId, bytes: bytes('output') }
    default:
      throw new VirtualLinkError('type')
  }
}

export interface LinkFrameReader {
  /**
   * Takes what the socket brought and calls back with each frame that is now complete. `chunk` may be zeroed
   * afterwards. After an error the reader takes nothing more: end the connection.
   * @throws VirtualLinkError
   */
  push(chunk: Uint8Array, onFrame: (frame: LinkFrame) => void): void
  /** Zeroes and forgets an unfinished frame. */
  reset(): void
}

/** Puts frames together from a stream; keeps at most one unfinished frame, in one fixed buffer that it zeroes. */
export function linkFrameReader(): LinkFrameReader {
  const buffer = new Uint8Array(headerLength + largestBody)
  const view = new DataView(buffer.buffer)
  let filled = 0
  let failed = false
  const reset = () => {
    buffer.fill(0, 0, filled)
    filled = 0
  }
  /** Octets the frame at hand needs in all, as far as is known. */
  const wanted = (): number => {
    if (filled < headerLength) return headerLength
    const body = view.getUint32(0)
    if (body < 1 + idLength || body > largestBody) throw new VirtualLinkError('length')
    return headerLength + body
  }
  return {
    push: (chunk, onFrame) => {
      if (failed) throw new VirtualLinkError('length')
      try {
        let at = 0
        while (at < chunk.length) {
          const take = Math.min(wanted() - filled, chunk.length - at)
          buffer.set(chunk.subarray(at, at + take), filled)
          filled += take
          at += take
          if (filled > headerLength && filled === wanted()) {
            const frame = readBody(buffer.subarray(headerLength, filled))
            reset()
            onFrame(frame)
          } else if (filled === headerLength) wanted()
        }
      } catch (error) {
        failed = true
        reset()
        throw error
      }
    },
    reset: () => {
      failed = false
      reset()
    },
  }
}
