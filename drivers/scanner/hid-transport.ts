/** One HID collection that can be opened. */
export interface HidDevice {
  /** Names the device for as long as it is plugged in. */
  readonly path: string
  readonly vendorId: number
  readonly productId: number
}

export interface HidListener {
  /**
   * One input report, as hidraw gives it: report id first where the device numbers its reports. The listener owns
   * the bytes and zeroes them.
   */
  onReport(report: Uint8Array): void
  /** The device went away or can be read no more. Comes once; nothing comes after it. */
  onGone(): void
}

export interface HidConnection {
  /**
   * @param report report id first (0 where reports are not numbered)
   * @returns whether the device took it
   */
  sendFeature(report: Uint8Array): Promise<boolean>
  /** After this nothing is heard any more. Does not fail. */
  close(): Promise<void>
}

/** Where HID bar code scanners (usage page 0x8C, usage 0x02) come from: the machine's, or the device bench's. */
export interface HidTransport {
  /**
   * Calls back with every scanner there is: at once, after each change, and now and then without one, so that
   * what could not be opened can be tried again. Returns the way to stop.
   */
  watch(onDevices: (devices: readonly HidDevice[]) => void): () => void
  /** Opens and reads; null when that is not possible. */
  open(path: string, listener: HidListener): Promise<HidConnection | null>
}

/** Usage page and usage of a bar code scanner (HID Point of Sale Usage Tables 1.02). */
export const barCodeScanner = { usagePage: 0x8c, usage: 0x02 } as const
