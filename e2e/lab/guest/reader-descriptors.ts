/** What a resident card reader tells the host of itself, for each of the two shapes of its pipes. */
import type { UsbDescriptors } from './usb-descriptors.ts'

export const pipeShapes = ['split', 'pair'] as const
export type PipeShape = (typeof pipeShapes)[number]

/** The pipes by their addresses: those of which heads and rests go separate ways, or one for each direction. */
export const pipesOf = {
  split: { out: [0x02, 0x06], into: [0x81, 0x85] },
  pair: { out: [0x02], into: [0x82] },
} as const satisfies Record<PipeShape, { readonly out: readonly number[]; readonly into: readonly number[] }>

const vendorsOwn = 0xff

/** Under the id that several makers of readers share. */
export function samReaderDescriptors(shape: PipeShape): UsbDescriptors {
  const addresses = [...pipesOf[shape].out, ...pipesOf[shape].into]
  return {
    vendorId: 0x0400,
    productId: 0xc35a,
    interfaceClass: [vendorsOwn, 0, 0],
    endPoints: addresses.map((address) => ({ address, kind: 'bulk' })),
  }
}
