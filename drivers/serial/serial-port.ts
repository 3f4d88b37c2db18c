/** What is heard of an open serial port. */
export interface SerialPortListener {
  /** What came, cut anywhere. The listener owns the bytes and zeroes them. */
  onBytes(bytes: Uint8Array): void
  /** The port went away or can be used no more. Comes at most once; nothing comes after it. */
  onGone(): void
}

/** An open serial port: 8 data bits, no parity, 1 stop bit. */
export interface SerialPort {
  /** @returns false when the port does not take that rate */
  setBaudRate(baudRate: number): Promise<boolean>
  /** @returns false when the bytes could not be written */
  write(bytes: Uint8Array): Promise<boolean>
  /** Does not fail. */
  close(): Promise<void>
}

/** Where serial ports come from. */
export interface SerialPorts {
  /**
   * @param path such as /dev/ttyUSB0
   * @returns null when the port cannot be opened
   */
  open(path: string, baudRate: number, listener: SerialPortListener): Promise<SerialPort | null>
}
