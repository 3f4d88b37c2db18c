/** Who hears what a SAM sends. */
export interface SamListener {
  /** Whether an answer is awaited. A transport that has to fetch what a SAM sends does so while this is true. */
  readonly awaits: boolean
  /** What came, cut anywhere. The listener owns the bytes and zeroes them. */
  onBytes(bytes: Uint8Array): void
  /** The reader went away or can be reached no more. Comes at most once; nothing comes after it. */
  onGone(): void
}

/** The way to one SAM, open: a serial port, USB pipes, or what a maker's HID framing makes of reports. */
export interface SamTransport {
  /** From now on this one hears; nobody heard before. */
  listen(listener: SamListener): void
  /**
   * Sends one whole command.
   * @returns false when it could not be sent
   */
  write(command: Uint8Array): Promise<boolean>
  /** After this nothing is heard any more. Does not fail. */
  close(): Promise<void>
}
