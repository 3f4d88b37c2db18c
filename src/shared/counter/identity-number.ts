import { narrow } from './narrow.ts'

/** Weights of the first seventeen digits, and the check character by remainder: GB 11643-1999, ISO 7064 MOD 11-2. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Place, date of birth, serial number, check character. */
const form = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X]$/

/** Whether a text is a resident's identity number (公民身份号码): it must stand nowhere in the terminal. */
export function isIdentityNumber(text: string): boolean {
  const number = text.toUpperCase()
  if (!form.test(number)) return false
  const sum = weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0)
  return checkCharacters[sum % 11] === number[17]
}

/** Whether one stands somewhere in a text. */
export function holdsIdentityNumber(text: string): boolean {
  for (const { 0: run } of text.matchAll(/\d{17,}[0-9Xx]/g)) {
    for (let start = 0; start + 18 <= run.length; start++) {
      if (isIdentityNumber(run.slice(start, start + 18))) return true
    }
  }
  return false
}

/** Whether one stands in a text, with or without what people put between its parts. */
export function resemblesIdentity(text: string): boolean {
  return holdsIdentityNumber(narrow(text).replaceAll(/[\s.·_/-]/g, ''))
}
