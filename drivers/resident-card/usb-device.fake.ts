import type { Clock } from '../clock.ts'
import type { UsbDevice, UsbEndPoint, UsbInterface } from './usb-device.ts'

type Wake = (() => void) | null

/** Octets that wait in one pipe into the host. */
interface Pipe {
  readonly packets: Uint8Array[]
  wake: Wake
}

export interface FakeUsbDevice extends UsbDevice {
  /** Lets the device send: octets into the pipe of an IN end point, by its number. */
  feed(endpointNumber: number, octets: Uint8Array): void
  /** Every buffer that the host was handed. */
  readonly handed: readonly Uint8Array[]
  /** Which end point was written to, and what. */
  readonly writes: readonly { readonly endpointNumber: number; readonly bytes: Uint8Array }[]
  /** What was called, but for transfers. */
  readonly calls: readonly string[]
  unplug(): void
  /** Transfers into the host that are under way. */
  readonly underWay: number
}

export function endPoint(direction: 'in' | 'out', endpointNumber: number, type = 'bulk'): UsbEndPoint {
  return { direction, endpointNumber, type, packetSize: 64 }
}

export const splitInterface: UsbInterface = {
  interfaceNumber: 0,
  alternate: { endpoints: [endPoint('out', 2), endPoint('out', 6), endPoint('in', 1), endPoint('in', 5)] },
}

export const pairInterface: UsbInterface = {
  interfaceNumber: 1,
  alternate: { endpoints: [endPoint('in', 3, 'interrupt'), endPoint('in', 2), endPoint('out', 2)] },
}

/** A device as the package `usb` gives it: transfers into the host end with a short packet, when full, or in time. */
export function fakeUsbDevice(
  clock: Clock,
  interfaces: readonly UsbInterface[],
  onWrite: (endpointNumber: number, bytes: Uint8Array) => void = () => undefined,
  refuses: ReadonlySet<string> = new Set(),
): FakeUsbDevice {
  const pipes = new Map<number, Pipe>()
  const handed: Uint8Array[] = []
  const writes: { endpointNumber: number; bytes: Uint8Array }[] = []
  const calls: string[] = []
  let plugged = true
  let underWay = 0

  const pipeOf = (endpointNumber: number): Pipe => {
    const pipe = pipes.get(endpointNumber) ?? { packets: [], wake: null }
    pipes.set(endpointNumber, pipe)
    return pipe
  }

  const call = async (name: string) => {
    calls.push(name)
    if (!plugged || refuses.has(name)) throw new TypeError(`${name} error: Disconnected`)
  }

  /** Packets until one is short or the length is reached. */
  const collect = (pipe: Pipe, length: number): Uint8Array | null => {
    if (pipe.packets.length === 0) return null
    const octets: number[] = []
    for (let packet = pipe.packets.shift(); packet; packet = pipe.packets.shift()) {
      octets.push(...packet)
      if (packet.length < 64 || octets.length >= length) break
    }
    const bytes = Uint8Array.from(octets)
    handed.push(bytes)
    return bytes
  }

  const waitForPacket = (pipe: Pipe, timeout: number) =>
    new Promise<void>((resolve) => {
      const stop = clock.after(timeout, () => {
        pipe.wake = null
        resolve()
      })
      pipe.wake = () => {
        stop()
        pipe.wake = null
        resolve()
      }
    })

  return {
    vendorId: 0x0400,
    productId: 0xc35a,
    bus: '1',
    address: 5,
    ports: [2, 4],
    configuration: { interfaces },
    open: () => call('open'),
    close: () => call('close'),
    detachKernelDriver: (number) => call(`detachKernelDriver ${number}`),
    claimInterface: (number) => call(`claimInterface ${number}`),
    releaseInterface: (number) => call(`releaseInterface ${number}`),
    transferIn: async (endpointNumber, length, timeout) => {
      const pipe = pipeOf(endpointNumber)
      underWay += 1
      if (pipe.packets.length === 0 && plugged) await waitForPacket(pipe, timeout)
      underWay -= 1
      if (!plugged) throw new TypeError('transferIn error: Disconnected')
      const bytes = collect(pipe, length)
      if (!bytes) throw new TypeError('transferIn error: Cancelled')
      return { data: new DataView(bytes.buffer) }
    },
    transferOut: async (endpointNumber, bytes) => {
      if (!plugged) throw new TypeError('transferOut error: Disconnected')
      writes.push({ endpointNumber, bytes })
      onWrite(endpointNumber, bytes)
      return { bytesWritten: bytes.length }
    },
    feed: (endpointNumber, octets) => {
      const pipe = pipeOf(endpointNumber)
      for (let at = 0; at < octets.length || at === 0; at += 64) pipe.packets.push(octets.slice(at, at + 64))
      pipe.wake?.()
    },
    handed,
    writes,
    calls,
    unplug: () => {
      plugged = false
      for (const pipe of pipes.values()) pipe.wake?.()
    },
    get underWay() {
      return underWay
    },
  }
}
