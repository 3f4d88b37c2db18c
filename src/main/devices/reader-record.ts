import type { Device } from '../../shared/device-contract.ts'
import type { RecordEvent } from '../../shared/events.ts'

function nameOf({ kind, vendorId, productId }: Device): string {
  return `${kind}:${vendorId}:${productId}`
}

function fieldsOf({ kind, vendorId, productId }: Device) {
  return { kind, vendor: vendorId, product: productId }
}

/**
 * Records readers that come and go, and such as are not the ones that were enrolled. A device host that takes over opens
 * the same readers again, so what counts is the difference to what was known, whoever tells it.
 * @returns what to call with every list of readers
 */
export function readerRecorder(record: RecordEvent): (devices: readonly Device[]) => void {
  const known = new Map<string, Device>()
  const recordAlarms = alarmRecorder(record)
  return (devices) => {
    const present = new Set(devices.map(nameOf))
    for (const device of devices) {
      const name = nameOf(device)
      if (device.state !== 'ready' || known.has(name)) continue
      known.set(name, device)
      record('device.attached', fieldsOf(device))
    }
    for (const [name, device] of known) {
      if (present.has(name)) continue
      known.delete(name)
      record('device.detached', fieldsOf(device))
    }
    recordAlarms(devices)
  }
}

/** Records each alarm once, until its reader is gone or is found to be the enrolled one. */
function alarmRecorder(record: RecordEvent): (devices: readonly Device[]) => void {
  let known: ReadonlySet<string> = new Set()
  return (devices) => {
    const now = new Set<string>()
    for (const device of devices) {
      const { alarm: cause, state } = device
      const name = nameOf(device)
      // Nobody knows yet what a reader is that is being opened: what it was found to be holds.
      if (state === 'opening') for (const alarm of known) if (alarm.startsWith(`${name} `)) now.add(alarm)
      if (cause === undefined) continue
      const alarm = `${name} ${cause}`
      if (!known.has(alarm) && !now.has(alarm)) record('device.alarm', { ...fieldsOf(device), cause })
      now.add(alarm)
    }
    known = now
  }
}
