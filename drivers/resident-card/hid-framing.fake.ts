import type { HidFraming } from './hid-framing.ts'

/**
 * The worked example: an invented packing in reports of 64 octets. Report id 01, the number of octets that follow, and
 * the octets, up to 62; what is left is filled with zeros.
 */
const reportLength = 64
const most = 62
export const exampleFraming: HidFraming = {
  devices: [{ vendorId: 0x1209, productId: 0x0003 }],
  pack: (octets) =>
    Array.from({ length: Math.ceil(octets.length / most) }, (_, index) => {
      const part = octets.subarray(index * most, (index + 1) * most)
      const report = new Uint8Array(reportLength)
      report.set([0x01, part.length])
      report.set(part, 2)
      return report
    }),
  unpack: (report) => {
    const [id, length = 0] = report
    if (report.length !== reportLength || id !== 0x01 || length > most) return null
    return report.subarray(2, 2 + length)
  },
}
