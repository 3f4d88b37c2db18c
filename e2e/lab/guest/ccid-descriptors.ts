/** What a chip card reader tells the host of itself (CCID, 5). */
import { type UsbDescriptors, word } from './usb-descriptors.ts'

export const ccidPipes = { out: 0x01, into: 0x82, interrupt: 0x83 } as const

const double = (value: number) => [...word(value & 0xffff), ...word(value >>> 16)]

/** A command of 65,535 octets of data in one message. */
const longestMessage = 10 + 9 + 65_535

/**
 * The reader sees to voltage, clock, baud rate and protocol itself, and takes short and extended APDUs whole
 * (dwFeatures, table 5.1-1).
 */
const features = 0x0004_00ba

const kilohertz = 4_000
const bitsPerSecond = 10_752
const longestInformationField = 254

const classDescriptor = [
  [54, 0x21, ...word(0x0110)],
  // One slot, all voltages, T=0 and T=1.
  [0, 0b111, ...double(0b11)],
  [...double(kilohertz), ...double(kilohertz), 0],
  [...double(bitsPerSecond), ...double(bitsPerSecond), 0],
  // No synchronous cards, nothing mechanical.
  [...double(longestInformationField), ...double(0), ...double(0)],
  [...double(features), ...double(longestMessage)],
  // Classes as the card has them, neither display nor keypad, one slot busy at a time.
  [0xff, 0xff, ...word(0), 0, 1],
].flat()

const chipCard = 0x0b

/** Under the id of a contactless reader for which the service’s driver has no special treatment; it knows readers by ids. */
export const ccidDescriptors: UsbDescriptors = {
  vendorId: 0x04e6,
  productId: 0x5790,
  interfaceClass: [chipCard, 0, 0],
  classDescriptor,
  endPoints: [
    { address: ccidPipes.out, kind: 'bulk' },
    { address: ccidPipes.into, kind: 'bulk' },
    { address: ccidPipes.interrupt, kind: 'interrupt' },
  ],
}
