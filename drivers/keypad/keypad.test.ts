import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeHid } from '../scanner/hid-transport.fake.ts'
import { keypadDigits, keypadEnter, keyReport, released, typed } from '../scanner/key-reports.fake.ts'
import { keypad } from './keypad.ts'
import { openKeypads } from './keypads.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))
const backspaceKey = 0x2a
const numLock = 0x53

/** What was heard: digits as they are, `E` for Enter, `B` for Backspace, `!` when the keypad is gone. */
function ears() {
  let heard = ''
  const hear = (sign: string) => {
    heard += sign
  }
  return {
    heard: () => heard,
    listener: {
      onDigit: (octet: number) => {
        hear(String.fromCharCode(octet))
      },
      onEnter: () => {
        hear('E')
      },
      onBackspace: () => {
        hear('B')
      },
      onGone: () => {
        hear('!')
      },
    },
  }
}

function stand() {
  const { heard, listener } = ears()
  const pad = keypad(listener)
  const press = (...usages: readonly number[]) =>
    usages.flatMap((usage) => {
      const reports = [keyReport([usage]), released()]
      for (const report of reports) pad.onReport(report)
      return reports
    })
  return { pad, press, heard }
}

describe('a hardware keypad', () => {
  test('gives digits, Enter and Backspace, from its own keys and from those above the letters', () => {
    const { press, pad, heard } = stand()
    press(...keypadDigits, backspaceKey, keypadEnter)
    for (const report of typed('0123456789\b\r')) pad.onReport(report)
    expect(heard()).toBe('0123456789BE0123456789BE')
  })

  test('gives nothing else, whatever is pressed on it', () => {
    const { pad, heard } = stand()
    for (let usage = 0; usage < 256; usage++) {
      for (const modifiers of [0, 0x02]) {
        pad.onReport(keyReport([usage], modifiers))
        pad.onReport(released())
      }
    }
    expect(heard().replaceAll(/[0-9EB]/g, '')).toBe('')
    expect(heard()).toHaveLength(10 + 2 * (10 + 'EEB'.length))
  })

  test('gives digits around Num Lock and with overlapping keys', () => {
    const { pad, press, heard } = stand()
    press(numLock, keypadDigits[1], numLock)
    for (const keys of [[keypadDigits[2]], [keypadDigits[2], keypadDigits[3]], [keypadDigits[3]], []]) {
      pad.onReport(keyReport(keys))
    }
    expect(heard()).toBe('123')
  })

  test('gives a digit that is held down once, and one that is pressed twice twice', () => {
    const { pad, press, heard } = stand()
    const report = () => keyReport([keypadDigits[7]])
    for (let index = 0; index < 10; index++) pad.onReport(report())
    pad.onReport(released())
    press(keypadDigits[7])
    expect(heard()).toBe('77')
  })

  test('gives no digit with a command key, after too many keys, or from a report of another form', () => {
    const { pad, heard } = stand()
    pad.onReport(keyReport([keypadDigits[4]], 0x01))
    pad.onReport(keyReport([1, 1, 1, 1, 1, 1]))
    pad.onReport(new Uint8Array(9).fill(keypadDigits[4]))
    expect(heard()).toBe('')
  })

  test('leaves nothing of what was pressed', () => {
    const { pad, press } = stand()
    const odd = new Uint8Array(5).fill(keypadDigits[4])
    pad.onReport(odd)
    for (const report of [...press(...keypadDigits), odd])
      expect(report.every((byte) => byte === 0)).toBe(true)
  })

  test('says that it is gone, and a key that was down then is pressed anew', () => {
    const { pad, heard } = stand()
    pad.onReport(keyReport([keypadDigits[5]]))
    pad.onGone()
    pad.onReport(keyReport([keypadDigits[5]]))
    expect(heard()).toBe('5!5')
  })

  test('gives nothing but digits, Enter and Backspace, at most six a report, whatever it sends', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 40 }), (reports) => {
        const { pad, heard } = stand()
        for (const report of reports) {
          const before = heard().length
          pad.onReport(report)
          expect(heard().length - before).toBeLessThanOrEqual(6)
        }
        expect(heard()).toMatch(/^[0-9EB]*$/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('keypads', () => {
  const plugged = { path: 'pad', vendorId: 0x04d9, productId: 0xa02a }

  test('are opened as they come, and closed at the end', async () => {
    const hid = fakeHid()
    const { heard, listener } = ears()
    const states: string[] = []
    const close = openKeypads(hid, {
      ...listener,
      onDevices: (devices) => {
        states.push(devices.map(({ state }) => state).join())
      },
    })
    hid.plug(plugged)
    await settled()
    expect(states.at(-1)).toBe('ready')
    for (const report of typed('12\r')) hid.report('pad', report)
    hid.unplug('pad')
    expect(heard()).toBe('12E!')
    hid.plug(plugged)
    await settled()
    for (const report of typed('3')) hid.report('pad', report)
    expect(heard()).toBe('12E!3')
    close()
    await settled()
    expect([...hid.openPaths]).toEqual([])
    expect(hid.features).toEqual([])
  })
})
