import type { DeviceListener } from '../scanner/device-transport.ts'
import { backspace, enter } from '../scanner/key-map.ts'
import { keyReports } from '../scanner/key-map-report.ts'

export interface KeypadListener {
  /** @param octet the digit in ASCII, 0x30 to 0x39 */
  onDigit(octet: number): void
  onEnter(): void
  onBackspace(): void
  /** The keypad was unplugged: what was typed on it is not finished by anybody. */
  onGone(): void
}

const zero = 0x30
const nine = 0x39

/**
 * What the key reports of a hardware keypad mean. Keys other than digits, Enter and Backspace do nothing, nor does a
 * report of another form. Num Lock has no say: the keys of a keypad are always digits. Every report is zeroed before
 * the call returns, and no digit is kept.
 */
export function keypad(listener: KeypadListener): DeviceListener {
  const keys = keyReports()
  const press = (octet: number | null) => {
    if (octet === null) return
    if (octet >= zero && octet <= nine) listener.onDigit(octet)
    else if (octet === enter) listener.onEnter()
    else if (octet === backspace) listener.onBackspace()
  }
  return {
    onReport: (report) => {
      try {
        keys.read(report, press)
      } finally {
        report.fill(0)
      }
    },
    onGone: () => {
      keys.forget()
      listener.onGone()
    },
  }
}
