import { setTimeout as pause } from 'node:timers/promises'
import { plugInHid } from './uhid-device.ts'

/** How often a host asks a keyboard on USB what it has to tell (ms): so fast can a scanner type, and no faster. */
const pollingInterval = 8

/**
 * Report descriptor of a keyboard that keeps to the boot protocol (HID 1.11, appendix B.1 and E.6): eight modifiers, a
 * reserved octet, five lamps with three bits of padding, six keys.
 */
const bootKeyboard = Uint8Array.from(
  [
    [0x05, 0x01, 0x09, 0x06, 0xa1, 0x01],
    [0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02],
    [0x95, 0x01, 0x75, 0x08, 0x81, 0x01],
    [
      0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02, 0x95, 0x01, 0x75, 0x03, 0x91,
      0x01,
    ],
    [0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00],
    [0xc0],
  ].flat(),
)

export interface KeyboardIds {
  readonly name: string
  readonly vendorId: number
  readonly productId: number
}

/** A keyboard, or what poses as one, that the kernel takes for a real one. */
export interface UhidKeyboard {
  /** Sends reports as fast as a keyboard can. */
  type(reports: readonly Uint8Array[]): Promise<void>
  unplug(): Promise<void>
}

export function plugInKeyboard(ids: KeyboardIds): UhidKeyboard {
  const device = plugInHid({ ...ids, descriptor: bootKeyboard })
  return {
    type: async (reports) => {
      for (const report of reports) {
        device.send(report)
        await pause(pollingInterval)
      }
    },
    unplug: () => device.unplug(),
  }
}
