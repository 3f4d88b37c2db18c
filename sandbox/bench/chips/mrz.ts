/** Somebody who does not exist, and their document. Dates are YYMMDD. */
export interface Holder {
  readonly surname: string
  readonly givenNames: string
  readonly nationality: string
  readonly birth: string
  readonly sex: 'F' | 'M' | '<'
}

/** What a machine readable zone says besides the holder. */
export interface DocumentEntries {
  /** One or two letters: P, PO, CS. */
  readonly documentCode: string
  readonly issuingState: string
  /** At most nine characters. */
  readonly documentNumber: string
  readonly expiry: string
}

/** The machine readable zone: lines as printed, and the part of it that opens the chip. */
export interface MachineReadableZone {
  readonly lines: readonly string[]
  /** Number, birth, expiry, each with its check digit (ICAO 9303-11, 4.3.2). */
  readonly information: string
}

/** Two lines of 44 (ICAO 9303-4, 4.2.2): passports. */
export function passportZone(holder: Holder, entries: DocumentEntries): MachineReadableZone {
  const [number, birth, expiry] = keyFields(holder, entries)
  const personal = withCheckDigit('<'.repeat(14))
  const composite = checkDigit(number + birth + expiry + personal)
  const first = entries.documentCode.padEnd(2, '<') + entries.issuingState.padEnd(3, '<') + names(holder)
  const second =
    number + holder.nationality.padEnd(3, '<') + birth + holder.sex + expiry + personal + composite
  return { lines: [fill(first, 44), fill(second, 44)], information: number + birth + expiry }
}

/** Three lines of 30 (ICAO 9303-5, 4.2.2): cards. */
export function cardZone(holder: Holder, entries: DocumentEntries): MachineReadableZone {
  const [number, birth, expiry] = keyFields(holder, entries)
  const optional = '<'.repeat(15)
  const first = entries.documentCode.padEnd(2, '<') + entries.issuingState.padEnd(3, '<') + number + optional
  const composite = checkDigit(number + optional + birth + expiry + '<'.repeat(11))
  const second = birth + holder.sex + expiry + holder.nationality.padEnd(3, '<') + '<'.repeat(11) + composite
  return { lines: [first, second, fill(names(holder), 30)], information: number + birth + expiry }
}

function keyFields(holder: Holder, { documentNumber, expiry }: DocumentEntries): [string, string, string] {
  return [withCheckDigit(documentNumber.padEnd(9, '<')), withCheckDigit(holder.birth), withCheckDigit(expiry)]
}

function names({ surname, givenNames }: Holder): string {
  return `${surname.replaceAll(' ', '<')}<<${givenNames.replaceAll(' ', '<')}`
}

function fill(line: string, length: number): string {
  if (line.length > length) throw new Error('the line of the zone is too long')
  return line.padEnd(length, '<')
}

function withCheckDigit(field: string): string {
  return field + checkDigit(field)
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Weights 7, 3, 1, modulo 10; the filler counts nothing (ICAO 9303-3, 4.9). */
export function checkDigit(field: string): string {
  let sum = 0
  for (const [index, character] of Array.from(field).entries()) {
    sum += Math.max(0, alphabet.indexOf(character)) * ([7, 3, 1][index % 3] ?? 0)
  }
  return String(sum % 10)
}
