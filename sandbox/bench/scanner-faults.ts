import { reportLength } from './hid-reports.ts'

/** What can be wrong with the virtual scanner and its cable. */
export interface ScannerFaults {
  /** Milliseconds from one report to the next. */
  readonly slowness: number
  /** How likely a stray report is in each gap: before, between and after the reports of a code. 0 never, 1 always. */
  readonly noise: number
}

export const noScannerFaults: ScannerFaults = { slowness: 0, noise: 0 }

/** Ids of reports that carry codes: 1 and 2. */
const firstOtherId = 3

function octets(length: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

/**
 * A report that belongs to no code. USB checks each packet and has it sent again: no host ever sees a bit that was
 * disturbed on the cable. What it sees of a disturbed scanner, or of a device of several parts, is one of these.
 */
function strayReport(random: () => number): Uint8Array {
  const report = octets(reportLength, random)
  switch (Math.floor(random() * 3)) {
    case 0:
      // Of another part of the device: keys, a battery, a trigger.
      report[0] = firstOtherId + Math.floor(random() * (256 - firstOtherId))
      return report
    case 1:
      // Broken off when the scanner's power sagged.
      report[0] = 2
      return report.slice(0, 1 + Math.floor(random() * (reportLength - 1)))
    default:
      // Of the right id, and filled with whatever was in the scanner's memory.
      report[0] = 2
      return report
  }
}

/** The reports of one code with stray ones around and among them. @param random 0 to 1 */
export function withStrays(
  reports: readonly Uint8Array[],
  { noise }: ScannerFaults,
  random: () => number,
): readonly Uint8Array[] {
  const stray = () => (random() < noise ? [strayReport(random)] : [])
  return [...reports.flatMap((report) => [...stray(), report]), ...stray()]
}
