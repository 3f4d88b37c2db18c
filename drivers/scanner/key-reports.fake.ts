/** Key reports as a US keyboard sends them, for tests. Written apart from the map, so that both must agree. */

const shiftBit = 0x02

/** Character by character, as printed on the keys: usage, without and with Shift. */
const keyboardRows: readonly (readonly [usage: number, plain: string, shifted: string])[] = [
  ...Array.from({ length: 26 }, (_, index): [number, string, string] => {
    const letter = String.fromCharCode(97 + index)
    return [4 + index, letter, letter.toUpperCase()]
  }),
  [30, '1', '!'],
  [31, '2', '@'],
  [32, '3', '#'],
  [33, '4', '$'],
  [34, '5', '%'],
  [35, '6', '^'],
  [36, '7', '&'],
  [37, '8', '*'],
  [38, '9', '('],
  [39, '0', ')'],
  [40, '\r', '\r'],
  [41, '\u001b', '\u001b'],
  [42, '\b', '\b'],
  [43, '\t', '\t'],
  [44, ' ', ' '],
  [45, '-', '_'],
  [46, '=', '+'],
  [47, '[', '{'],
  [48, ']', '}'],
  [49, '\\', '|'],
  [51, ';', ':'],
  [52, "'", '"'],
  [53, '`', '~'],
  [54, ',', '<'],
  [55, '.', '>'],
  [56, '/', '?'],
]

/** @param keys usages, at most six */
export function keyReport(keys: readonly number[], modifiers = 0): Uint8Array {
  const report = new Uint8Array(8)
  report[0] = modifiers
  report.set(keys, 2)
  return report
}

/** No key is down. */
export const released = () => keyReport([])

export function usageOf(character: string): { readonly usage: number; readonly shift: boolean } {
  for (const [usage, plain, shifted] of keyboardRows) {
    if (plain === character) return { usage, shift: false }
    if (shifted === character) return { usage, shift: true }
  }
  throw new TypeError('no key for this character')
}

/** The reports of one character after another, each key let go before the next. */
export function typed(text: string): Uint8Array[] {
  return text.split('').flatMap((character) => {
    const { usage, shift } = usageOf(character)
    return [keyReport([usage], shift ? shiftBit : 0), released()]
  })
}

/**
 * As fast scanners type: a key is let go only with the next one, so that two are down at a time; Shift changes in
 * between. A key cannot be pressed again before it was let go.
 */
export function typedWithRollover(text: string): Uint8Array[] {
  const reports: Uint8Array[] = []
  let before: number | null = null
  for (const character of text) {
    const { usage, shift } = usageOf(character)
    const modifiers = shift ? shiftBit : 0
    if (before === usage) {
      reports.push(released())
      before = null
    }
    reports.push(
      keyReport(before === null ? [usage] : [before, usage], modifiers),
      keyReport([usage], modifiers),
    )
    before = usage
  }
  return [...reports, released()]
}

/** The usages of a keypad's digits, 0 to 9. */
export const keypadDigits = [0x62, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x61] as const
export const keypadEnter = 0x58
