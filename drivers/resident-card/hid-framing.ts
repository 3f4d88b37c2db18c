import type { SamTransport } from './sam-transport.ts'

/** An open HID device that takes and gives reports, report id first where the device numbers them. */
export interface HidReportChannel {
  /** The listener owns the reports and zeroes them. */
  listen(listener: { onReport(report: Uint8Array): void; onGone(): void }): void
  /** @returns false when the device did not take it */
  write(report: Uint8Array): Promise<boolean>
  /** Does not fail. */
  close(): Promise<void>
}

/**
 * How one maker packs the octets of SAM frames into HID reports. These packings are not public: whoever has a
 * maker's paper writes one of these and names the devices it is for. Pure: a report in, octets out, and back.
 */
export interface HidFraming {
  /** The devices that pack so. */
  readonly devices: readonly { readonly vendorId: number; readonly productId: number }[]
  /** The output reports that carry these octets, in order, each in a buffer of its own. */
  pack(octets: Uint8Array): readonly Uint8Array[]
  /**
   * The octets that an input report carries, as a view into it; empty when it carries none. Null when it is no report
   * of this kind.
   */
  unpack(report: Uint8Array): Uint8Array | null
}

/** A SAM behind HID reports. A report that the framing does not know is dropped; the frame's checksum then tells. */
export function hidSamTransport(channel: HidReportChannel, framing: HidFraming): SamTransport {
  return {
    listen: (listener) => {
      channel.listen({
        onReport: (report) => {
          try {
            const octets = framing.unpack(report)
            if (octets && octets.length > 0) listener.onBytes(octets)
          } finally {
            report.fill(0)
          }
        },
        onGone: () => {
          listener.onGone()
        },
      })
    },
    write: async (command) => {
      for (const report of framing.pack(command)) {
        if (!(await channel.write(report))) return false
      }
      return true
    },
    close: () => channel.close(),
  }
}
