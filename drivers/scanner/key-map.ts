/**
 * What a key writes on a US keyboard, in ASCII, by its usage (HID Usage Tables 1.5, keyboard page 0x07). This is the
 * device host's own map: no layout of the desktop and no input method has a say in what a scanner typed. Scanners
 * leave the factory set to US.
 */

export const enter = 0x0d
export const tab = 0x09
export const backspace = 0x08

const firstLetter = 0x04
/** From usage 0x1e to 0x38, in order; U+0000 stands where a US keyboard has no key. */
const plainFrom1e = "1234567890\r\u001b\b\t -=[]\\\0;'`,./"
const shiftedFrom1e = '!@#$%^&*()\r\u001b\b\t _+{}|\0:"~<>?'
const keypadFrom54 = '/*-+\r1234567890.'
const keypadEquals = 0x67

function keys(letters: string, from1e: string): Uint8Array {
  const map = new Uint8Array(256)
  const put = (characters: string, at: number) => {
    for (let index = 0; index < characters.length; index++) map[at + index] = characters.charCodeAt(index)
  }
  put(letters, firstLetter)
  put(from1e, 0x1e)
  put(keypadFrom54, 0x54)
  put('=', keypadEquals)
  return map
}

const plain = keys('abcdefghijklmnopqrstuvwxyz', plainFrom1e)
const shifted = keys('ABCDEFGHIJKLMNOPQRSTUVWXYZ', shiftedFrom1e)

/**
 * @param usage 0 to 255
 * @returns the character's ASCII octet, or null for a key that writes none
 */
export function characterOf(usage: number, shift: boolean): number | null {
  const octet = (shift ? shifted : plain)[usage] ?? 0
  return octet === 0 ? null : octet
}
