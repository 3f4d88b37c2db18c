import { inputReports, zoneReports } from '../../../sandbox/bench/hid-reports.ts'
import { type ScannerModel, scannerModels } from '../../../sandbox/bench/scanner-models.ts'
import { plugInHid } from './uhid-device.ts'

/** The feature report that a scanner which waits for it is told to start with. */
const enableReport = Buffer.from([0xfe, 0x01])

/** A HID POS scanner that the kernel takes for a real one. */
export interface UhidScanner {
  /** Whether it was told to start, where it waits for that. */
  readonly enabled: boolean
  /** Sends all reports of a code. */
  scan(code: Uint8Array): void
  /** Sends all reports of a machine readable zone, read as print. */
  scanZone(lines: readonly string[]): void
  /** Sends one report of a code; all but the last say that the code goes on. */
  sendReport(code: Uint8Array, index: number): void
  unplug(): Promise<void>
}

/**
 * Report descriptor: one bar code scanner with one input report of 63 octets and the feature report FE of one.
 * @param reportId of the input report
 */
function descriptorOf(usagePage: number, usage: number, reportId: number): Uint8Array {
  const collection = [0x05, usagePage, 0x09, usage, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08]
  const input = [0x85, reportId, 0x95, 63, 0x09, 0xfe, 0x81, 0x02]
  const feature = [0x85, 0xfe, 0x95, 1, 0x09, 0xff, 0xb1, 0x02]
  return Uint8Array.from([...collection, ...input, ...feature, 0xc0])
}

/** Plugs in a scanner of the bench's models. */
export function plugInScanner(model: ScannerModel): UhidScanner {
  const { name, layout, vendorId, productId, usagePage, usage, waitsForEnable } = scannerModels[model]
  const descriptor = descriptorOf(usagePage, usage, layout === 'C' ? 1 : 2)
  const device = plugInHid({ name: `${name} lab scanner`, vendorId, productId, descriptor })
  const isEnabled = () => !waitsForEnable || device.features.some((feature) => feature.equals(enableReport))
  const send = (reports: readonly Uint8Array[]) => {
    if (isEnabled()) for (const report of reports) device.send(report)
  }
  return {
    get enabled() {
      return isEnabled()
    },
    scan: (code) => {
      send(inputReports(layout, code))
    },
    scanZone: (lines) => {
      send(zoneReports(layout, lines))
    },
    sendReport: (code, index) => {
      send(inputReports(layout, code).slice(index, index + 1))
    },
    unplug: () => device.unplug(),
  }
}
