import { closeSync, openSync, read, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import {
  createEvent,
  destroyEvent,
  eventSize,
  getReportRefusal,
  type HidIdentity,
  inputEvent,
  readEvent,
  setReportReply,
} from './uhid-events.ts'

const readFrom = promisify(read)

/** A HID device that the kernel takes for a real one: it has a /dev/hidraw node for as long as it is plugged in. */
export interface UhidDevice {
  /** The feature reports that programs sent it, report id first. */
  readonly features: readonly Buffer[]
  /** Sends an input report, its id first where it has one. */
  send(report: Uint8Array): void
  /** Pulls the plug. Resolves when the kernel has let go of the device. */
  unplug(): Promise<void>
}

const plugged = new Set<UhidDevice>()

/** Plugs a device in, through /dev/uhid. */
export function plugInHid(identity: HidIdentity): UhidDevice {
  const file = openSync('/dev/uhid', 'r+')
  const features: Buffer[] = []
  writeSync(file, createEvent(identity))

  const listen = async () => {
    const buffer = Buffer.alloc(eventSize)
    for (;;) {
      await readFrom(file, buffer, 0, eventSize, null)
      const event = readEvent(buffer)
      switch (event.type) {
        case 'get-report':
          writeSync(file, getReportRefusal(event.request))
          break
        case 'set-report':
          if (event.feature) features.push(event.feature)
          writeSync(file, setReportReply(event.request))
          break
        case 'stop':
          return
        case 'other':
      }
    }
  }
  const listening = listen()

  const device: UhidDevice = {
    features,
    send: (report) => {
      writeSync(file, inputEvent(report))
    },
    unplug: async () => {
      if (!plugged.delete(device)) return
      writeSync(file, destroyEvent())
      await listening
      closeSync(file)
    },
  }
  plugged.add(device)
  return device
}

/** A read of /dev/uhid that waits keeps the process alive, so this is for its end. */
export async function unplugAllHid(): Promise<void> {
  await Promise.all([...plugged].map((device) => device.unplug()))
}
