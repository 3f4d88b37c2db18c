import type { Clock } from '../clock.ts'
import { codeAssembler, type CodeReception } from './code-assembler.ts'
import { type HidPosLayout, readHidPosReport } from './hid-pos-report.ts'
import type { HidDevice, HidListener } from './hid-transport.ts'

/**
 * Vendors whose scanners stay silent until they get feature report FE 01. From one source, so it is sent as a
 * kindness: a scanner that does not take it is used all the same.
 */
const enabledByFeature: ReadonlySet<number> = new Set([0x0c2e, 0x23d0])
const enableReport = [0xfe, 0x01]

/** The feature report that this scanner wants before it reads, or null. */
export function enableReportOf(device: HidDevice): Uint8Array | null {
  return enabledByFeature.has(device.vendorId) ? Uint8Array.from(enableReport) : null
}

/** What one scanner's reports mean: reports in, codes out. Every report is zeroed before the call returns. */
export function hidScanner(device: HidDevice, clock: Clock, begin: () => CodeReception): HidListener {
  const assembler = codeAssembler(clock, begin)
  let layout: HidPosLayout | null = null
  return {
    onReport: (report) => {
      try {
        if (!assembler.inCode) layout = null
        const read = readHidPosReport(report, device.vendorId, layout)
        if (read.type === 'fragment') {
          layout = read.layout
          assembler.add(read)
        } else assembler.spoil()
      } finally {
        report.fill(0)
      }
    },
    onGone: () => {
      assembler.gone()
    },
  }
}
