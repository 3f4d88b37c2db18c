import type { Device } from '../../shared/device-contract.ts'
import type { RecordEvent } from '../../shared/events.ts'

function nameOf({ kind, vendorId, productId }: Device): string {
  return `${kind}:${vendorId}:${productId}`
}

function fieldsOf({ kind, vendorId, productId }: Device) {
  return { kind, vendor: vendorId, product: productId }
}

/**
 * Records readers that come and go. A device host that takes over opens the same readers again, so what counts is the
 * difference to what was known, whoever tells it.
 * @returns what to call with every list of readers
 */
export function readerRecorder(record: RecordEvent): (devices: readonly Device[]) => void {
  const known = new Map<string, Device>()
  return (devices) => {
    const present = new Map(devices.map((device) => [nameOf(device), device]))
    for (const [name, device] of present) {
      if (device.state !== 'ready' || known.has(name)) continue
      known.set(name, device)
      record('device.attached', fieldsOf(device))
    }
    for (const [name, device] of known) {
      if (present.has(name)) continue
      known.delete(name)
      record('device.detached', fieldsOf(device))
    }
  }
}
