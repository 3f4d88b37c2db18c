/**
 * What stands in a field of a card's text, looked at octet by octet: UTF-16LE, padded with spaces on the right. A
 * field holds identity: it is never made a string.
 */

const space = 0x20
const zeroDigit = 0x30

/** UTF-16 code unit at this place of the field, NaN behind its end. */
function unitAt(field: Uint8Array, index: number): number {
  const low = field[index * 2]
  const high = field[index * 2 + 1]
  return low === undefined || high === undefined ? Number.NaN : low | (high << 8)
}

function unitCount(field: Uint8Array): number {
  return field.length >> 1
}

function isDigit(unit: number): boolean {
  return unit >= zeroDigit && unit <= zeroDigit + 9
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Controls and non-characters. The private use area is in use: older cards have rare characters there. */
function isForbidden(unit: number): boolean {
  return unit < space || (unit >= 0x7f && unit < 0xa0) || (unit >= 0xfdd0 && unit <= 0xfdef) || unit >= 0xfffe
}

/** Nothing but spaces. */
export function isBlank(field: Uint8Array): boolean {
  for (let index = 0; index < unitCount(field); index++) {
    if (unitAt(field, index) !== space) return false
  }
  return true
}

/** Characters that can be shown, or blank: no controls, no half of a surrogate pair. */
export function isTextOrBlank(field: Uint8Array): boolean {
  for (let index = 0; index < unitCount(field); index++) {
    const unit = unitAt(field, index)
    if (isForbidden(unit) || isLowSurrogate(unit)) return false
    if (!isHighSurrogate(unit)) continue
    index += 1
    if (!isLowSurrogate(unitAt(field, index))) return false
  }
  return true
}

/** Characters that can be shown, and at least one that is no space. */
export function isText(field: Uint8Array): boolean {
  return isTextOrBlank(field) && !isBlank(field)
}

/** Digits and nothing else, from unit `start` on, `count` of them. */
export function areDigits(field: Uint8Array, start = 0, count = unitCount(field) - start): boolean {
  for (let index = start; index < start + count; index++) {
    if (!isDigit(unitAt(field, index))) return false
  }
  return true
}

/** Capital letters and nothing else, from unit `start` on, `count` of them. */
export function areCapitals(field: Uint8Array, start: number, count: number): boolean {
  for (let index = start; index < start + count; index++) {
    if (!isCapital(unitAt(field, index))) return false
  }
  return true
}

/** At least one capital letter or digit, then spaces alone. */
export function isCode(field: Uint8Array): boolean {
  let length = 0
  while (isDigit(unitAt(field, length)) || isCapital(unitAt(field, length))) length++
  return length > 0 && isBlank(field.subarray(length * 2))
}

/** The number that digits make; call it where `areDigits` holds. */
export function numberOf(field: Uint8Array, start = 0, count = unitCount(field) - start): number {
  let value = 0
  for (let index = start; index < start + count; index++) {
    value = value * 10 + unitAt(field, index) - zeroDigit
  }
  return value
}

/** Whether eight digits from unit `start` on are a day of the Gregorian calendar, yyyyMMdd, 1900 to 2099. */
export function isDate(field: Uint8Array, start = 0): boolean {
  if (!areDigits(field, start, 8)) return false
  const year = numberOf(field, start, 4)
  const month = numberOf(field, start + 4, 2)
  const day = numberOf(field, start + 6, 2)
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const longest = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= longest
}

/** 长期: valid without end. */
export function isForever(field: Uint8Array): boolean {
  return unitAt(field, 0) === 0x957f && unitAt(field, 1) === 0x671f && isBlank(field.subarray(4))
}

/** Whether the same units stand in `field` from unit `start` on. */
export function standsIn(field: Uint8Array, start: number, part: Uint8Array): boolean {
  for (let index = 0; index < part.length; index++) {
    if (field[start * 2 + index] !== part[index]) return false
  }
  return true
}

/**
 * Whether 17 digits and a check character are a number of GB 11643: ISO 7064 MOD 11-2, X for ten. Nothing of what
 * they say is looked at.
 */
export function hasCheckCharacter(number: Uint8Array): boolean {
  if (unitCount(number) !== 18 || !areDigits(number, 0, 17)) return false
  const last = unitAt(number, 17)
  if (last !== 0x58 && !isDigit(last)) return false
  let sum = 0
  for (let index = 0; index < 17; index++) sum = ((sum + unitAt(number, index) - zeroDigit) * 2) % 11
  return (sum + (last === 0x58 ? 10 : last - zeroDigit)) % 11 === 1
}
