import { closeSync, openSync, read, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { inputReports } from '../../../sandbox/bench/hid-reports.ts'
import { type ScannerModel, scannerModels } from '../../../sandbox/bench/scanner-models.ts'
import {
  createEvent,
  destroyEvent,
  eventSize,
  getReportRefusal,
  inputEvent,
  readEvent,
  setReportReply,
} from './uhid-events.ts'

const readFrom = promisify(read)

/** The feature report that a scanner which waits for it is told to start with. */
const enableReport = Buffer.from([0xfe, 0x01])

/** A scanner that the kernel takes for a real one: it has a /dev/hidraw node for as long as it is plugged in. */
export interface UhidScanner {
  /** Whether a program has it open. */
  readonly open: boolean
  /** The feature reports that programs sent it, report id first. */
  readonly features: readonly Buffer[]
  /** Sends all reports of a code. */
  scan(code: Uint8Array): void
  /** Sends one report of a code; all but the last say that the code goes on. */
  sendReport(code: Uint8Array, index: number): void
  /** Pulls the plug. Resolves when the kernel has let go of the device. */
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

/** Plugs in a scanner of the bench's models, through /dev/uhid. */
export function plugIn(model: ScannerModel): UhidScanner {
  const { name, layout, vendorId, productId, usagePage, usage, waitsForEnable } = scannerModels[model]
  const reportId = layout === 'C' ? 1 : 2
  const descriptor = descriptorOf(usagePage, usage, reportId)
  const device = openSync('/dev/uhid', 'r+')
  const features: Buffer[] = []
  let open = false
  let pulled = false
  writeSync(device, createEvent({ name: `${name} lab scanner`, vendorId, productId, descriptor }))

  const listen = async () => {
    const buffer = Buffer.alloc(eventSize)
    for (;;) {
      await readFrom(device, buffer, 0, eventSize, null)
      const event = readEvent(buffer)
      switch (event.type) {
        case 'open':
        case 'close':
          open = event.type === 'open'
          break
        case 'get-report':
          writeSync(device, getReportRefusal(event.request))
          break
        case 'set-report':
          if (event.feature) features.push(event.feature)
          writeSync(device, setReportReply(event.request))
          break
        case 'stop':
          return
        case 'other':
      }
    }
  }
  const listening = listen()

  const isEnabled = () => !waitsForEnable || features.some((feature) => feature.equals(enableReport))
  const send = (reports: readonly Uint8Array[]) => {
    if (!isEnabled()) return
    for (const report of reports) writeSync(device, inputEvent(report))
  }
  return {
    get open() {
      return open
    },
    features,
    scan: (code) => {
      send(inputReports(layout, code))
    },
    sendReport: (code, index) => {
      send(inputReports(layout, code).slice(index, index + 1))
    },
    unplug: async () => {
      if (pulled) return
      pulled = true
      writeSync(device, destroyEvent())
      await listening
      closeSync(device)
    },
  }
}
