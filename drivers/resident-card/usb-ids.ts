export interface UsbId {
  readonly vendorId: number
  readonly productId: number
}

/** The id that several makers of SAM readers share. */
export const sharedSamId: UsbId = { vendorId: 0x0400, productId: 0xc35a }

/** Further ids, each from one source: when one turns out to be another device, it is taken out here. */
const idsFromOneSource: readonly UsbId[] = [
  { vendorId: 0x10c4, productId: 0x8a1b },
  { vendorId: 0x2015, productId: 0x0008 },
  { vendorId: 0x9573, productId: 0x4836 },
  { vendorId: 0x0316, productId: 0x5020 },
]

/** Whether a USB device with this id is taken for a resident card reader. */
export function isSamReader({ vendorId, productId }: UsbId): boolean {
  return [sharedSamId, ...idsFromOneSource].some(
    (id) => id.vendorId === vendorId && id.productId === productId,
  )
}
