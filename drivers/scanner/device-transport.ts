/** A device that can be opened: a HID collection, a serial port. */
export interface PluggedDevice {
  /** Names the device for as long as it is plugged in. */
  readonly path: string
  /** 0 where the device has no USB ids. */
  readonly vendorId: number
  readonly productId: number
}

export interface DeviceListener {
  /**
   * Of HID one input report, as hidraw gives it: report id first where the device numbers its reports. Of a serial
   * port what came at once, cut anywhere. The listener owns the bytes and zeroes them.
   */
  onReport(report: Uint8Array): void
  /** The device went away or can be read no more. Comes once; nothing comes after it. */
  onGone(): void
}

export interface DeviceConnection {
  /** After this nothing is heard any more. Does not fail. */
  close(): Promise<void>
}

/** Where devices of one sort come from. */
export interface DeviceTransport<Connection extends DeviceConnection = DeviceConnection> {
  /**
   * Calls back with every device there is: at once, after each change, and now and then without one, so that what
   * could not be opened can be tried again. Returns the way to stop.
   */
  watch(onDevices: (devices: readonly PluggedDevice[]) => void): () => void
  /** Opens and reads; null when that is not possible. */
  open(path: string, listener: DeviceListener): Promise<Connection | null>
}
