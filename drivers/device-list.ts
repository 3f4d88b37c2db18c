import { type Device, mostDevices } from '../src/shared/device-contract.ts'
import type { Clock } from './clock.ts'

/** So long (ms) every group of devices may take to look for its own before the others' are told without them. */
const firstLook = 1_000

export interface DeviceList {
  /** What one group has, at first and after each change. */
  note(group: number, devices: readonly Device[]): void
  close(): void
}

/**
 * Puts together what the groups of devices have, and tells it after each change. Told before every group has looked, a
 * reader that is only slow to be found would seem unplugged. What somebody plugs in beyond the contract is left out.
 */
export function deviceList(
  clock: Clock,
  groups: number,
  tellAll: (devices: readonly Device[]) => void,
): DeviceList {
  const lists: (readonly Device[] | null)[] = Array.from({ length: groups }, () => null)
  let waiting = true
  let told: string | null = null
  const tell = () => {
    waiting = false
    const devices = lists.flatMap((list) => list ?? []).slice(0, mostDevices)
    const now = JSON.stringify(devices)
    if (now === told) return
    told = now
    tellAll(devices)
  }
  const stopWaiting = clock.after(firstLook, tell)
  return {
    note(group, devices) {
      lists[group] = devices
      if (waiting && lists.includes(null)) return
      stopWaiting()
      tell()
    },
    close: stopWaiting,
  }
}
