import { samNumberLength } from '../../src/shared/resident-card-content.ts'

function padded(value: number, digits: number): string {
  return value.toString().padStart(digits, '0')
}

/**
 * The number of a SAM as it is printed: `aa.bb-YYYYMMDD-nnnnnnnnnn-mmmmmmmmmm`. From one source, and here alone.
 * It names the reader, not a person.
 * @param octets 16, little endian: a (2), b (2), date (4), n (4), m (4)
 * @returns null when there are not 16
 */
export function formatSamNumber(octets: Uint8Array): string | null {
  if (octets.length !== samNumberLength) return null
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  const kind = `${padded(view.getUint16(0, true), 2)}.${padded(view.getUint16(2, true), 2)}`
  return [
    kind,
    padded(view.getUint32(4, true), 8),
    padded(view.getUint32(8, true), 10),
    padded(view.getUint32(12, true), 10),
  ].join('-')
}
