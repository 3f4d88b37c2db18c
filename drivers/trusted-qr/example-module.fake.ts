/** What a module of the worked example sends, made apart from what reads it. */

/** CRC-16/CCITT-FALSE, by its table of one octet. */
export function crc16(octets: Uint8Array): number {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index << 8
    for (let bit = 0; bit < 8; bit++) value = ((value << 1) ^ (value & 0x8000 ? 0x1021 : 0)) & 0xffff
    return value
  })
  return octets.reduce((crc, octet) => ((crc << 8) & 0xffff) ^ (table[(crc >> 8) ^ octet] ?? 0), 0xffff)
}

function message(type: number, body: Uint8Array): Uint8Array {
  const checked = Uint8Array.of(type, body.length >> 8, body.length & 0xff, ...body)
  const crc = crc16(checked)
  return Uint8Array.of(0x54, 0x51, ...checked, crc >> 8, crc & 0xff)
}

export const moduleNumber = Uint8Array.of(0x99, 0, 0, 0, 0, 0, 0, 1)

export const takenMessage = (block: Uint8Array) => message(1, Uint8Array.of(...moduleNumber, ...block))
export const refusedMessage = () => message(2, new Uint8Array(0))
export const strangeMessage = () => message(3, new Uint8Array(2))

/** The octets in reports of 64. */
export function asReports(octets: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(octets.length / 62) }, (_, index) => {
    const part = octets.subarray(index * 62, (index + 1) * 62)
    const report = new Uint8Array(64)
    report.set([0x03, part.length])
    report.set(part, 2)
    return report
  })
}
