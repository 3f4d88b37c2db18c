import { characterOf } from './key-map.ts'

/**
 * Input report of a keyboard in the form of the boot protocol (HID 1.11, appendix B.1), which practically every
 * scanner and keypad that types keeps to:
 *
 * | octet | meaning |
 * |---|---|
 * | 0 | modifiers, one bit each: left Ctrl, Shift, Alt, GUI, right Ctrl, Shift, Alt, GUI |
 * | 1 | reserved |
 * | 2–7 | usages of the keys that are down, in any order; 0 where there is none |
 */
export const keyReportLength = 8

const firstKey = 2
const shiftKeys = 0x22
/** Usages 0x01 to 0x03: ErrorRollOver, POSTFail, ErrorUndefined. */
const lastError = 0x03

export type KeyReading =
  | 'read'
  /** More keys are down than the keyboard can tell: which were pressed is lost. */
  | 'keys-lost'
  /** Not a report of this form. */
  | 'refused'

export interface KeyReports {
  /**
   * Reads one report; keeps of it no more than which keys are down.
   * @param onPress called for each key that went down, with the ASCII octet it writes, or null when it writes none
   */
  read(report: Uint8Array, onPress: (octet: number | null) => void): KeyReading
  /** No key is down any more. */
  forget(): void
}

/** Follows the keys of one keyboard. A key counts when it goes down; held down, it counts once. */
export function keyReports(): KeyReports {
  const down = new Uint8Array(keyReportLength - firstKey)
  return {
    read: (report, onPress) => {
      if (report.length !== keyReportLength) return 'refused'
      const keys = report.subarray(firstKey)
      if (keys.some((usage) => usage !== 0 && usage <= lastError)) return 'keys-lost'
      const modifiers = report[0] ?? 0
      const shift = (modifiers & shiftKeys) !== 0
      const commands = (modifiers & ~shiftKeys) !== 0
      const pressed = (usage: number, index: number) =>
        usage !== 0 && !down.includes(usage) && keys.indexOf(usage) === index
      keys.forEach((usage, index) => {
        if (pressed(usage, index)) onPress(commands ? null : characterOf(usage, shift))
      })
      down.set(keys)
      return 'read'
    },
    forget: () => {
      down.fill(0)
    },
  }
}
