/** What a device tells the host of itself, in the form in which hosts ask (USB 2.0, chapter 9). */
import { intoHost } from './usbip-messages.ts'

/** Octets in a packet of a bulk pipe; a full-speed device may not have longer ones. */
export const packetSize = 64

export interface UsbDescriptors {
  readonly vendorId: number
  readonly productId: number
  /** Class, subclass and protocol of the one interface. */
  readonly interfaceClass: readonly [number, number, number]
  /** What its class has to say besides, between interface and end points. */
  readonly classDescriptor?: readonly number[]
  readonly endPoints: readonly EndPoint[]
}

export interface EndPoint {
  /** With the direction bit. */
  readonly address: number
  readonly kind: 'bulk' | 'interrupt'
}

const kinds = { bulk: 2, interrupt: 3 } as const
/** Milliseconds between two questions to an interrupt end point. */
const interval = { bulk: 0, interrupt: 16 } as const

/** Little endian, two octets. */
export const word = (value: number): number[] => [value & 0xff, value >> 8]

function device({ vendorId, productId }: UsbDescriptors): number[] {
  const ids = [...word(vendorId), ...word(productId), ...word(0x0100)]
  return [18, 1, ...word(0x0110), 0, 0, 0, 64, ...ids, 0, 0, 0, 1]
}

function configuration({ interfaceClass, classDescriptor = [], endPoints }: UsbDescriptors): number[] {
  const ends = endPoints.flatMap(({ address, kind }) => {
    return [7, 5, address, kinds[kind], ...word(packetSize), interval[kind]]
  })
  const body = [9, 4, 0, 0, endPoints.length, ...interfaceClass, 0, ...classDescriptor, ...ends]
  const busPowered = 0x80
  return [9, 2, ...word(9 + body.length), 1, 1, 0, busPowered, 50, ...body]
}

/**
 * The answer to a control transfer; null for what the device does not know.
 * @param setup the eight octets of the set-up packet
 */
export function controlAnswer(descriptors: UsbDescriptors, setup: Buffer): Uint8Array | null {
  const [type = 0, request = 0] = setup
  if (!(type & intoHost)) return new Uint8Array(0)
  const standard = (type & 0x60) === 0
  const value = setup.readUInt16LE(2)
  const room = setup.readUInt16LE(6)
  const given = (octets: readonly number[]) => Uint8Array.from(octets.slice(0, room))
  const getStatus = 0
  const getDescriptor = 6
  if (standard && request === getStatus) return given([0, 0])
  if (!standard || request !== getDescriptor) return null
  switch (value >> 8) {
    case 1:
      return given(device(descriptors))
    case 2:
      return given(configuration(descriptors))
    default:
      return null
  }
}
