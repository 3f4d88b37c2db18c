/** What a resident card reader tells the host of itself, for each of the two shapes of its pipes (USB 2.0, 9.4 to 9.6). */
import { intoHost } from './usbip-messages.ts'

export const pipeShapes = ['split', 'pair'] as const
export type PipeShape = (typeof pipeShapes)[number]

/** The pipes by their addresses: those of which heads and rests go separate ways, or one for each direction. */
export const pipesOf = {
  split: { out: [0x02, 0x06], into: [0x81, 0x85] },
  pair: { out: [0x02], into: [0x82] },
} as const satisfies Record<PipeShape, { readonly out: readonly number[]; readonly into: readonly number[] }>

/** The id that several makers of readers share. */
const vendorId = 0x0400
const productId = 0xc35a

/** Octets; a full-speed device may not have longer ones. */
export const packetSize = 64

const word = (value: number) => [value & 0xff, value >> 8]

const device = [
  18,
  1,
  ...word(0x0110),
  0,
  0,
  0,
  64,
  ...word(vendorId),
  ...word(productId),
  ...word(0x0100),
  0,
  0,
  0,
  1,
]

function configuration(shape: PipeShape): number[] {
  const addresses = [...pipesOf[shape].out, ...pipesOf[shape].into]
  const bulk = 2
  const endPoints = addresses.flatMap((address) => [7, 5, address, bulk, ...word(packetSize), 0])
  const vendorsOwn = 0xff
  const body = [9, 4, 0, 0, addresses.length, vendorsOwn, 0, 0, 0, ...endPoints]
  const busPowered = 0x80
  return [9, 2, ...word(9 + body.length), 1, 1, 0, busPowered, 50, ...body]
}

/**
 * The answer to a control transfer; null for what the device does not know.
 * @param setup the eight octets of the set-up packet
 */
export function controlAnswer(shape: PipeShape, setup: Buffer): Uint8Array | null {
  const [type = 0, request = 0] = setup
  if (!(type & intoHost)) return new Uint8Array(0)
  const value = setup.readUInt16LE(2)
  const room = setup.readUInt16LE(6)
  const given = (octets: readonly number[]) => Uint8Array.from(octets.slice(0, room))
  const getStatus = 0
  const getDescriptor = 6
  if (request === getStatus) return given([0, 0])
  if (request !== getDescriptor) return null
  switch (value >> 8) {
    case 1:
      return given(device)
    case 2:
      return given(configuration(shape))
    default:
      return null
  }
}
