/**
 * The events of /dev/uhid (linux/uhid.h): packed structures in the machine's byte order, little endian here. A write
 * may be shorter than the kernel's structure, the rest counts as zeros; a read gives the whole structure.
 */

const types = {
  destroy: 1,
  stop: 3,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const

/** Size of struct uhid_event: the type and its largest member, UHID_CREATE2. */
export const eventSize = 4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + 4096

const busUsb = 3
const inputOutputError = 5
const featureReport = 0

export interface HidIdentity {
  readonly name: string
  readonly vendorId: number
  readonly productId: number
  /** HID report descriptor. */
  readonly descriptor: Uint8Array
}

/** UHID_CREATE2: the device appears, as on USB. */
export function createEvent({ name, vendorId, productId, descriptor }: HidIdentity): Buffer {
  const event = Buffer.alloc(4 + 128 + 64 + 64 + 20 + descriptor.length)
  event.writeUInt32LE(types.create2, 0)
  event.write(name, 4, 127)
  event.write('device-lab', 4 + 128, 63)
  let at = event.writeUInt16LE(descriptor.length, 4 + 128 + 64 + 64)
  at = event.writeUInt16LE(busUsb, at)
  at = event.writeUInt32LE(vendorId, at)
  at = event.writeUInt32LE(productId, at)
  event.set(descriptor, at + 8)
  return event
}

/** UHID_DESTROY: the device is gone. */
export function destroyEvent(): Buffer {
  const event = Buffer.alloc(4)
  event.writeUInt32LE(types.destroy)
  return event
}

/** UHID_INPUT2: one input report, its id first. */
export function inputEvent(report: Uint8Array): Buffer {
  const event = Buffer.alloc(6 + report.length)
  event.writeUInt16LE(report.length, event.writeUInt32LE(types.input2))
  event.set(report, 6)
  return event
}

/** UHID_SET_REPORT_REPLY: taken. */
export function setReportReply(request: number): Buffer {
  const event = Buffer.alloc(10)
  event.writeUInt32LE(request, event.writeUInt32LE(types.setReportReply))
  return event
}

/** UHID_GET_REPORT_REPLY: there is no such report. */
export function getReportRefusal(request: number): Buffer {
  const event = Buffer.alloc(12)
  const at = event.writeUInt32LE(request, event.writeUInt32LE(types.getReportReply))
  event.writeUInt16LE(inputOutputError, at)
  return event
}

export type UhidEvent =
  | { readonly type: 'stop' | 'other' }
  | { readonly type: 'get-report'; readonly request: number }
  /** `feature`: a feature report, its id first; null for a report of another type. */
  | { readonly type: 'set-report'; readonly request: number; readonly feature: Buffer | null }

/** What the kernel says of the device: it is gone, or a program wants a report of it or gives it one. */
export function readEvent(event: Buffer): UhidEvent {
  switch (event.readUInt32LE(0)) {
    case types.stop:
      return { type: 'stop' }
    case types.getReport:
      return { type: 'get-report', request: event.readUInt32LE(4) }
    case types.setReport: {
      const size = event.readUInt16LE(10)
      const feature = event.readUInt8(9) === featureReport ? Buffer.from(event.subarray(12, 12 + size)) : null
      return { type: 'set-report', request: event.readUInt32LE(4), feature }
    }
    default:
      return { type: 'other' }
  }
}
