/**
 * The people of the sandbox. All of them are invented: area code 990000 is given to nobody, and the names say what
 * they are. Their 网号 are not here: each sandbox draws its own, so that nothing of a person can be read from one.
 */
export interface InventedCitizen {
  readonly id: string
  readonly name: string
  /** 18 characters as GB 11643 numbers a citizen. */
  readonly identityNumber: string
}

/**
 * Check character of a citizen's number: ISO 7064 MOD 11-2, as GB 11643 wants it.
 * @param digits the first 17 digits
 */
export function checkCharacter(digits: string): string {
  let sum = 0
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11
  return '10X98765432'[sum % 11] ?? ''
}

function invent(id: string, name: string, digits: string): InventedCitizen {
  return { id, name, identityNumber: digits + checkCharacter(digits) }
}

export const inventedCitizens: readonly InventedCitizen[] = [
  invent('test-1', '测试一', '99000019840512001'),
  invent('test-2', '测试二', '99000019560308002'),
  invent('test-3', '测试三', '99000019991120003'),
]

const networkNumberAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Draws a 网号: 20 letters and digits that say nothing of the person they stand for.
 * @param random gives that many random bytes; values from 252 on are redrawn
 */
export function drawNetworkNumber(random: (length: number) => Uint8Array): string {
  let text = ''
  while (text.length < 20) {
    for (const byte of random(32)) {
      if (byte < 252 && text.length < 20) text += networkNumberAlphabet[byte % 36]
    }
  }
  return text
}
