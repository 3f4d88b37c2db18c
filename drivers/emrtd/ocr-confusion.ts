import { zero } from '../../src/shared/gm/bytes.ts'
import { checkDigit } from './check-digit.ts'

const ascii = (text: string) => text.charCodeAt(0)

/** What a digit is read as when it is read as a letter. */
const digitOf = new Map(
  Object.entries({ O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', G: '6', B: '8' }).map(
    ([letter, digit]) => [ascii(letter), ascii(digit)],
  ),
)

/** Characters that are read as one another where both may stand. */
const confused = new Map(
  ['0O', '1I', '2Z', '5S', '6G', '8B'].flatMap((pair) => {
    const digit = pair.charCodeAt(0)
    const letter = pair.charCodeAt(1)
    return [
      [digit, letter],
      [letter, digit],
    ] as const
  }),
)

/** No more characters than this are taken to be confused at once. */
const mostConfused = 9

/** Replaces letters by the digits they look like, in place: where only digits may stand, there is nothing to choose. */
export function digitsOnly(field: Uint8Array): void {
  for (const [index, octet] of field.entries()) field[index] = digitOf.get(octet) ?? octet
}

/**
 * Puts right, in place, a document number whose check digit does not hold: the one way with the fewest characters
 * exchanged for what they are confused with. Gives false, and changes nothing, when there is no such way or two are as
 * likely: then the check digit proves neither.
 */
export function proveNumber(number: Uint8Array, digit: number): boolean {
  if (checkDigit(number) === digit) return true
  const places = [...number.entries()].filter(([, octet]) => confused.has(octet)).map(([index]) => index)
  if (places.length > mostConfused) return false
  const candidate = number.slice()
  let fewest = Number.POSITIVE_INFINITY
  let found = 0
  let unique = true
  for (let choice = 1; choice < 1 << places.length; choice++) {
    candidate.set(number)
    const exchanged = exchange(candidate, places, choice)
    if (exchanged > fewest || checkDigit(candidate) !== digit) continue
    unique = exchanged < fewest
    fewest = exchanged
    found = choice
  }
  if (found > 0 && unique) exchange(number, places, found)
  zero(candidate)
  return found > 0 && unique
}

/** Exchanges the characters at the places that the bits of `choice` name. Gives how many they are. */
function exchange(field: Uint8Array, places: readonly number[], choice: number): number {
  let count = 0
  for (const [bit, place] of places.entries()) {
    if ((choice & (1 << bit)) === 0) continue
    const octet = field[place] ?? 0
    field[place] = confused.get(octet) ?? octet
    count++
  }
  return count
}
