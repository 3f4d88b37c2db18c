import { type DeviceAlarm, deviceAlarms } from '../../src/shared/device-alarm.ts'

/** Where a reader is connected. A port names the way through the hubs, as the system numbers it. */
export type ReaderPlace =
  | { readonly type: 'usb'; readonly vendorId: number; readonly productId: number; readonly port: string }
  | { readonly type: 'serial'; readonly path: string }

/** A reader as it is found. */
export interface ReaderIdentity {
  /** As it is printed: `aa.bb-YYYYMMDD-nnnnnnnnnn-mmmmmmmmmm`. */
  readonly samNumber: string
  readonly place: ReaderPlace
}

/** What was said of a reader when it was enrolled. What was not said may be anything. */
export interface EnrolledReader {
  readonly samNumber?: string | undefined
  /** Vendor and product in hexadecimal, such as `0400:c35a`. */
  readonly usbId?: string | undefined
  readonly port?: string | undefined
}

/** As `lsusb` shows it: vendor and product, four hexadecimal digits each. */
export function usbIdText({ vendorId, productId }: Extract<ReaderPlace, { type: 'usb' }>): string {
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')
}

function isAsSaid(said: string | undefined, found: string | undefined): boolean {
  return said === undefined || said === found
}

/** The first thing that is not as it was enrolled; null when everything is. */
function alarmBeside(enrolled: EnrolledReader, { samNumber, place }: ReaderIdentity): DeviceAlarm | null {
  if (!isAsSaid(enrolled.samNumber, samNumber)) return 'other-sam'
  const usb = place.type === 'usb' ? place : null
  if (!isAsSaid(enrolled.usbId, usb ? usbIdText(usb) : undefined)) return 'other-usb-id'
  return isAsSaid(enrolled.port, usb?.port) ? null : 'other-place'
}

/**
 * Compares the reader that is there with those that were enrolled.
 * @param enrolled none: nobody enrolled any, and each is taken
 * @returns null when it is one of them. Otherwise the alarm, beside the one that it is most like
 */
export function enrolmentAlarm(
  enrolled: readonly EnrolledReader[],
  present: ReaderIdentity,
): DeviceAlarm | null {
  const alarms = enrolled.map((one) => alarmBeside(one, present))
  if (alarms.length === 0 || alarms.includes(null)) return null
  return deviceAlarms.findLast((alarm) => alarms.includes(alarm)) ?? null
}
