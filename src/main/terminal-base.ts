import { defaultDevices } from '../shared/device-config.ts'
import type { Settings } from './config/settings.ts'
import { DeviceHosts } from './devices/device-hosts.ts'
import { utilityHosts } from './devices/fork-utility-host.ts'
import { presentation } from './devices/presentation.ts'
import { createReaderWatch } from './devices/reader-watch.ts'
import { createServiceability } from './health/serviceability.ts'
import { boundedRecord } from './journal/bounded-record.ts'
import { openJournal } from './journal/journal.ts'
import { createRecordEvent } from './journal/record-event.ts'
import { delaysOf } from './journey/journey.ts'
import { openPlatform } from './verification/open-platform.ts'
import { type CheckReceipt, createVerificationClient } from './verification/verification-client.ts'

export interface TerminalBaseParts {
  /** What this terminal is. */
  readonly settings: Settings
  /** Path of the built device host. */
  readonly deviceHost: string
  /** When the program began (monotonic ms). */
  readonly began: number
  /** Told of each verdict's receipt when it has been recorded, before the verdict is given. */
  readonly onReceipt: (receipt: CheckReceipt) => void
}

/** What every terminal stands on, kiosk or counter: its journal, its readers and the platform. Nothing of it listens yet. */
export function openTerminalBase({ settings, deviceHost, began, onReceipt }: TerminalBaseParts) {
  const monotonic = () => performance.now()
  const { config } = settings
  const delays = delaysOf(config)

  // The record of what it does. A terminal that cannot keep its journal serves nobody.
  const serviceability = createServiceability()
  const journal = openJournal(settings.journalPath)
  const record = boundedRecord(
    createRecordEvent(journal, Date.now, (writable) => {
      serviceability.note('journal', !writable)
    }),
    monotonic,
  )
  record('terminal.start.init', {})

  // The readers: main decides for which check they listen; device hosts hear what they say.
  const readers = createReaderWatch()
  const hosts = new DeviceHosts({
    fork: utilityHosts(deviceHost, settings.deviceHostEnvironment),
    record,
    virtualDevicesPort: settings.virtualDevicesPort,
    now: monotonic,
    onDevices: readers.note,
    onTakeOver: readers.restart,
    devices: config.devices ?? defaultDevices,
  })

  // The platform: one question, one word.
  const platform = openPlatform({ settings, delays, record, serviceability })
  const client = createVerificationClient({
    gateway: platform.gateway,
    record,
    limit: delays.verification,
    elapsed: monotonic,
    onReceipt,
  })

  return {
    delays,
    serviceability,
    record,
    hosts,
    platform,
    client,
    presentation: presentation({ hosts, enrolled: platform.enrolled, watchReaders: readers.watch }),
    /** A check is over, and nobody waits for the processor: another device host takes the place of the one that served it. */
    onQuiet: () => {
      setTimeout(() => {
        hosts.replenish()
      }, delays.afterVerdict)
    },
    /** The first screen stands: what it does not need begins. */
    start() {
      record('terminal.start.complete', { duration: Math.round(performance.now() - began) })
      hosts.start()
      platform.start()
    },
    recordCrash: () => {
      record('terminal.crash', {})
    },
    stop() {
      hosts.stop()
      platform.close()
      record('terminal.stop', {})
      journal.close()
    },
  }
}
