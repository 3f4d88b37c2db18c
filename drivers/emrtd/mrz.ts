import { concatBytes, equalBytes, zero } from '../../src/shared/gm/bytes.ts'
import { checkDigit, mrzValue } from './check-digit.ts'
import { digitsOnly, proveNumber } from './ocr-confusion.ts'

/** Formats of the machine readable zone: three lines of 30 (ICAO 9303-5) and two of 44 (ICAO 9303-4). */
export type MrzFormat = 'TD1' | 'TD3'

export type MrzRefusal = 'length' | 'character' | 'document-number' | 'birth' | 'expiry'

/** What of the zone opens the chip. */
export interface MrzKey {
  /**
   * Document number, date of birth and date of expiry, each with its check digit (ICAO 9303-11, 9.7.2); ASCII.
   * The caller zeroes it.
   */
  readonly information: Uint8Array
}

export interface MachineReadableZone extends MrzKey {
  readonly format: MrzFormat
  /** Whether the check digit over all of the zone holds too. It says nothing about the key that the others do not. */
  readonly composite: boolean
}

export type MrzResult<T> =
  | ({ readonly type: 'read' } & T)
  | { readonly type: 'refused'; readonly reason: MrzRefusal }

const filler = 0x3c
const lineFeed = 0x0a
const carriageReturn = 0x0d
const longestInput = 128

/** Where the fields begin; every date has six characters and its check digit behind it, the number nine. */
interface Layout {
  readonly format: MrzFormat
  readonly number: number
  readonly birth: number
  readonly expiry: number
  readonly optional: number
  readonly composite: number
  /** What the composite check digit covers, from and to. */
  readonly covered: readonly (readonly [number, number])[]
}

const layouts: Readonly<Record<number, Layout>> = {
  90: {
    format: 'TD1',
    number: 5,
    birth: 30,
    expiry: 38,
    optional: 15,
    composite: 59,
    covered: [
      [5, 30],
      [30, 37],
      [38, 45],
      [48, 59],
    ],
  },
  88: {
    format: 'TD3',
    number: 44,
    birth: 57,
    expiry: 65,
    optional: 72,
    composite: 87,
    covered: [
      [44, 54],
      [57, 64],
      [65, 87],
    ],
  },
}

const numberLength = 9
const dateLength = 6

/**
 * Reads a zone that a scanner read, in ASCII, its lines with or without line ends. Letters and digits that optical
 * recognition confuses are put right where a check digit proves it. The input is left as it is.
 */
export function readMrz(input: Uint8Array): MrzResult<MachineReadableZone> {
  const zone = withoutLineEnds(input)
  const layout = zone && layouts[zone.length]
  if (!layout) {
    if (zone) zero(zone)
    return refused('length')
  }
  try {
    if (zone.some((octet) => mrzValue(octet) === undefined)) return refused('character')
    const number = documentNumber(zone, layout)
    if (!number) return refused('document-number')
    const birth = dated(zone, layout.birth, true)
    if (!birth) return refused('birth')
    const expiry = dated(zone, layout.expiry, false)
    if (!expiry) return refused('expiry')
    const information = concatBytes(number, birth, expiry)
    const covered = layout.covered.map(([from, to]) => zone.subarray(from, to))
    const last = zone.subarray(layout.composite, layout.composite + 1)
    digitsOnly(last)
    return { type: 'read', format: layout.format, information, composite: checkDigit(...covered) === last[0] }
  } finally {
    zero(zone)
  }
}

/**
 * The key from three fields that a person typed, in ASCII: the number without fillers or check digit, the dates as
 * yyMMdd. Lower case counts as upper case; nothing else is put right. The fields are left as they are.
 */
export function mrzKeyOfFields(fields: {
  readonly number: Uint8Array
  readonly birth: Uint8Array
  readonly expiry: Uint8Array
}): MrzResult<MrzKey> {
  const { number, birth, expiry } = fields
  if (number.length === 0 || number.length > 22) return refused('document-number')
  const filled = new Uint8Array(Math.max(number.length, numberLength)).fill(filler)
  for (const [index, octet] of number.entries()) {
    filled[index] = octet >= 0x61 && octet <= 0x7a ? octet - 0x20 : octet
  }
  const digit = checkDigit(filled)
  const isNumber = digit !== undefined
  const dates = [birth, expiry].map((date) => [date, checkDigit(date)] as const)
  const information = concatBytes(
    filled,
    Uint8Array.of(digit ?? 0),
    ...dates.flatMap(([date, digit]) => [date, Uint8Array.of(digit ?? 0)]),
  )
  zero(filled)
  const reason = !isNumber
    ? 'document-number'
    : !isDate(birth, true)
      ? 'birth'
      : isDate(expiry, false)
        ? undefined
        : 'expiry'
  if (reason === undefined) return { type: 'read', information }
  zero(information)
  return refused(reason)
}

/** Whether a zone, such as the chip's own, has this key. */
export function hasKey(zone: Uint8Array, information: Uint8Array): boolean {
  const read = readMrz(zone)
  if (read.type === 'refused') return false
  const same = equalBytes(read.information, information)
  zero(read.information)
  return same
}

function refused(reason: MrzRefusal) {
  return { type: 'refused', reason } as const
}

function withoutLineEnds(input: Uint8Array): Uint8Array | undefined {
  if (input.length > longestInput) return undefined
  const all = new Uint8Array(input.length)
  let length = 0
  for (const octet of input) {
    if (octet !== lineFeed && octet !== carriageReturn) all[length++] = octet
  }
  const zone = all.slice(0, length)
  zero(all)
  return zone
}

/** The document number and its check digit, put right in place; with the rest of a long one from the optional field. */
function documentNumber(zone: Uint8Array, layout: Layout): Uint8Array | undefined {
  const end = layout.number + numberLength
  const number = zone.subarray(layout.number, end)
  if (layout.format === 'TD1' && zone[end] === filler) return longNumber(zone, number, layout.optional)
  const digit = zone.subarray(end, end + 1)
  digitsOnly(digit)
  return proveNumber(number, digit[0] ?? 0) ? zone.subarray(layout.number, end + 1) : undefined
}

/** ICAO 9303-5, 4.2.2 note j: what does not fit stands in the optional field, with its check digit, up to a filler. */
function longNumber(zone: Uint8Array, first: Uint8Array, optional: number): Uint8Array | undefined {
  const field = zone.subarray(optional, 30)
  const end = field.indexOf(filler)
  const length = end === -1 ? field.length : end
  if (length < 2) return undefined
  const digit = field.subarray(length - 1, length)
  digitsOnly(digit)
  const number = concatBytes(first, field.subarray(0, length - 1))
  if (!proveNumber(number, digit[0] ?? 0)) {
    zero(number)
    return undefined
  }
  first.set(number.subarray(0, numberLength))
  field.set(number.subarray(numberLength))
  const whole = concatBytes(number, digit)
  zero(number)
  return whole
}

/** A date and its check digit, put right in place. */
function dated(zone: Uint8Array, at: number, mayBeUnknown: boolean): Uint8Array | undefined {
  const field = zone.subarray(at, at + dateLength + 1)
  digitsOnly(field)
  const date = field.subarray(0, dateLength)
  return isDate(date, mayBeUnknown) && checkDigit(date) === field[dateLength] ? field : undefined
}

/** yyMMdd; of a date of birth, parts that nobody knows are fillers (ICAO 9303-3, 4.8). */
function isDate(date: Uint8Array, mayBeUnknown: boolean): boolean {
  if (date.length !== dateLength) return false
  const parts = [0, 2, 4].map((at) => {
    const [tens = 0, ones = 0] = date.subarray(at, at + 2)
    if (mayBeUnknown && tens === filler && ones === filler) return 1
    const isNumber = tens >= 0x30 && tens <= 0x39 && ones >= 0x30 && ones <= 0x39
    return isNumber ? (tens - 0x30) * 10 + ones - 0x30 : -1
  })
  const [year = -1, month = -1, day = -1] = parts
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}
