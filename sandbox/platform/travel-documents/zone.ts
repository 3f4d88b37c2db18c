/** What of a machine readable zone tells which document it is. */
export interface ZoneFields {
  readonly issuingState: string
  readonly number: string
  /** yyMMdd. */
  readonly birth: string
  /** yyMMdd. */
  readonly expiry: string
}

/** Where fields lie in two lines of 44 (ICAO 9303-4, 4.2.2) and in three of 30 (ICAO 9303-5, 4.2.2). */
const layouts: Readonly<Record<number, Readonly<Record<'number' | 'birth' | 'expiry', number>>>> = {
  88: { number: 44, birth: 57, expiry: 65 },
  90: { number: 5, birth: 30, expiry: 38 },
}
const issuingStateAt = 2
const numberLength = 9
const dateLength = 6

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Weights 7, 3, 1, modulo 10; the filler counts nothing (ICAO 9303-3, 4.9). */
function checkDigit(field: string): string {
  let sum = 0
  for (const [index, character] of Array.from(field).entries()) {
    sum += Math.max(0, alphabet.indexOf(character)) * ([7, 3, 1][index % 3] ?? 0)
  }
  return String(sum % 10)
}

/**
 * Reads EF.DG1 (ICAO 9303-10, 4.7.1). A number of more than nine characters no register here has.
 * @returns null for anything else, and when a check digit does not hold
 */
export function readZone(dg1: Uint8Array): ZoneFields | null {
  const [outer, outerLength, first, second, length = 0] = dg1
  const whole = outer === 0x61 && outerLength === dg1.length - 2 && length === dg1.length - 5
  if (!whole || first !== 0x5f || second !== 0x1f) return null
  const zone = Buffer.from(dg1.subarray(5)).toString('latin1')
  const layout = layouts[zone.length]
  if (!layout || !/^[0-9A-Z<]*$/.test(zone)) return null
  const checked = (at: number, size: number) => {
    const field = zone.slice(at, at + size)
    return checkDigit(field) === zone[at + size] ? field : null
  }
  const number = checked(layout.number, numberLength)
  const birth = checked(layout.birth, dateLength)
  const expiry = checked(layout.expiry, dateLength)
  if (number === null || birth === null || expiry === null) return null
  const issuingState = zone.slice(issuingStateAt, issuingStateAt + 3).replace(/<+$/, '')
  return { issuingState, number: number.replace(/<+$/, ''), birth, expiry }
}
