import type { UsbId } from './usb-ids.ts'

/** What is used of an end point's descriptor. `endpointNumber` is without the direction bit. */
export interface UsbEndPoint {
  readonly endpointNumber: number
  readonly direction: 'in' | 'out'
  readonly type: string
  /** Octets. */
  readonly packetSize: number
}

export interface UsbInterface {
  readonly interfaceNumber: number
  readonly alternate: { readonly endpoints: readonly UsbEndPoint[] }
}

/** What is used of a device of the package `usb` (3), which is WebUSB with time limits and the place on the bus. */
export interface UsbDevice extends UsbId {
  readonly bus: string
  /** Number on the bus, new each time the device is plugged in. */
  readonly address: number
  /** Port numbers through the hubs. */
  readonly ports: readonly number[]
  /** Reading it can throw when the device went away. */
  readonly configuration?: { readonly interfaces: readonly UsbInterface[] } | null | undefined
  open(): Promise<void>
  close(): Promise<void>
  detachKernelDriver(interfaceNumber: number): Promise<void>
  claimInterface(interfaceNumber: number): Promise<void>
  releaseInterface(interfaceNumber: number): Promise<void>
  /**
   * @param timeout ms
   * @throws Error with `Cancelled` in its message when nothing came in time; with something else when it failed
   */
  transferIn(
    endpointNumber: number,
    length: number,
    timeout: number,
  ): Promise<{ readonly data?: DataView | undefined }>
  /** @throws Error */
  transferOut(
    endpointNumber: number,
    bytes: Uint8Array<ArrayBuffer>,
    timeout: number,
  ): Promise<{ readonly bytesWritten: number }>
}

/** What is used of the package `usb`. */
export interface UsbBinding {
  getDevices(): Promise<readonly UsbDevice[]>
}

/** The way through the hubs, such as `1-2.4`: a port keeps its name when the device in it is another. */
export function portOf({ bus, ports }: UsbDevice): string {
  return `${bus}-${ports.join('.')}`
}
