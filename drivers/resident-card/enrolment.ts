/** Where a reader is connected. A port names the way through the hubs, as the system numbers it. */
export type ReaderPlace =
  | { readonly type: 'usb'; readonly vendorId: number; readonly productId: number; readonly port: string }
  | { readonly type: 'serial'; readonly path: string }

/** A reader as it was enrolled, or as it is now. */
export interface ReaderIdentity {
  /** As it is printed: `aa.bb-YYYYMMDD-nnnnnnnnnn-mmmmmmmmmm`. */
  readonly samNumber: string
  readonly place: ReaderPlace
}

/** What is not as it was enrolled. Each is an alarm. */
export type EnrolmentAlarm = 'sam-number-changed' | 'usb-id-changed' | 'port-changed'

function placeAlarms(enrolled: ReaderPlace, present: ReaderPlace): readonly EnrolmentAlarm[] {
  if (enrolled.type === 'usb' && present.type === 'usb') {
    const alarms: EnrolmentAlarm[] = []
    const sameId = enrolled.vendorId === present.vendorId && enrolled.productId === present.productId
    if (!sameId) alarms.push('usb-id-changed')
    if (enrolled.port !== present.port) alarms.push('port-changed')
    return alarms
  }
  const samePath = enrolled.type === 'serial' && present.type === 'serial' && enrolled.path === present.path
  return samePath ? [] : ['port-changed']
}

/** Compares the reader that is there with the one that was enrolled. Empty when it is the same in the same place. */
export function enrolmentAlarms(
  enrolled: ReaderIdentity,
  present: ReaderIdentity,
): readonly EnrolmentAlarm[] {
  const place = placeAlarms(enrolled.place, present.place)
  return enrolled.samNumber === present.samNumber ? place : ['sam-number-changed', ...place]
}
