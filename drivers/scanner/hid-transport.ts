import type { DeviceConnection, DeviceListener, DeviceTransport, PluggedDevice } from './device-transport.ts'

/** One HID collection that can be opened. */
export type HidDevice = PluggedDevice

export type HidListener = DeviceListener

export interface HidConnection extends DeviceConnection {
  /**
   * @param report report id first (0 where reports are not numbered)
   * @returns whether the device took it
   */
  sendFeature(report: Uint8Array): Promise<boolean>
}

/** Where HID devices come from: the machine's, or the device bench's. Which they are is the transport's to choose. */
export type HidTransport = DeviceTransport<HidConnection>

/** Usage page and usage of a bar code scanner (HID Point of Sale Usage Tables 1.02). */
export const barCodeScanner = { usagePage: 0x8c, usage: 0x02 } as const

/** Usage page and usage of a keyboard (HID Usage Tables 1.5, generic desktop page). */
export const keyboard = { usagePage: 0x01, usage: 0x06 } as const
