import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyReports } from './key-map-report.ts'
import { characterOf } from './key-map.ts'
import {
  keypadDigits,
  keypadEnter,
  keyReport,
  released,
  typed,
  typedWithRollover,
} from './key-reports.fake.ts'

const printable = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0x20 + index)).join('')

/** What reports of one keyboard write; `·` for a key that writes nothing. */
function written(...reports: readonly Uint8Array[]): string {
  const keys = keyReports()
  let text = ''
  for (const report of reports) {
    keys.read(report, (octet) => {
      text += octet === null ? '·' : String.fromCharCode(octet)
    })
  }
  return text
}

describe('the key map', () => {
  test('writes every printable character of ASCII', () => {
    expect(written(...typed(printable))).toBe(printable)
  })

  test('writes digits, Enter and signs from a keypad, Shift or not', () => {
    for (const shift of [false, true]) {
      expect(keypadDigits.map((usage) => characterOf(usage, shift))).toEqual([
        ...Buffer.from('0123456789', 'latin1'),
      ])
      expect(characterOf(keypadEnter, shift)).toBe(0x0d)
      expect([0x54, 0x55, 0x56, 0x57, 0x63, 0x67].map((usage) => characterOf(usage, shift))).toEqual([
        ...Buffer.from('/*-+.=', 'latin1'),
      ])
    }
  })

  test('has nothing but ASCII, and nothing outside the keyboard page', () => {
    const usages = Array.from({ length: 0x200 }, (_, usage) => usage)
    const octets = usages.map((usage) => characterOf(usage, usage % 2 === 0) ?? 0)
    expect(Math.max(...octets)).toBeLessThan(0x7f)
    expect(Math.max(...octets.slice(0, 4), ...octets.slice(0x68))).toBe(0)
  })
})

describe('a keyboard', () => {
  test('writes a key once while it is held down, and again after it was let go', () => {
    const a = keyReport([4])
    expect(written(a, a, a)).toBe('a')
    expect(written(a, released(), a)).toBe('aa')
    expect(written(...typed('aabb'))).toBe('aabb')
  })

  test('writes the new key alone while another is still down', () => {
    expect(written(keyReport([4]), keyReport([4, 5]), keyReport([5]), keyReport([6, 5]), released())).toBe(
      'abc',
    )
    expect(written(...typedWithRollover(printable))).toBe(printable)
  })

  test('writes keys that went down together in the order of the report, each once', () => {
    expect(written(keyReport([6, 4, 5]))).toBe('cab')
    expect(written(keyReport([4, 4, 4]))).toBe('a')
  })

  test('shifts with either Shift key, as it is when the key goes down', () => {
    expect(written(keyReport([4], 0x02), released(), keyReport([4], 0x20))).toBe('AA')
    expect(written(keyReport([], 0x02), keyReport([4], 0x02), keyReport([4]))).toBe('A')
  })

  test.each([0x01, 0x04, 0x08, 0x10, 0x40, 0x80, 0x03])(
    'writes nothing with modifiers %i, which are commands',
    (modifiers) => {
      expect(written(keyReport([], modifiers), keyReport([4], modifiers))).toBe('·')
    },
  )

  test('loses keys in a roll-over error, and goes on from what was down before', () => {
    const keys = keyReports()
    const octets: (number | null)[] = []
    const read = (report: Uint8Array) => keys.read(report, (octet) => octets.push(octet))
    expect(read(keyReport([4]))).toBe('read')
    for (const error of [1, 2, 3]) expect(read(new Uint8Array(8).fill(error, 2))).toBe('keys-lost')
    expect(read(keyReport([4]))).toBe('read')
    expect(octets).toEqual([0x61])
  })

  test.each([0, 1, 7, 9, 16, 64])('does not understand a report of %i octets', (length) => {
    const keys = keyReports()
    const press = () => {
      throw new TypeError('pressed')
    }
    expect(keys.read(new Uint8Array(length).fill(4), press)).toBe('refused')
  })

  test('forgets what was down', () => {
    const keys = keyReports()
    let presses = 0
    const press = () => {
      presses += 1
    }
    keys.read(keyReport([4]), press)
    keys.forget()
    keys.read(keyReport([4]), press)
    expect(presses).toBe(2)
  })

  test('writes at most six keys a report, whatever it sends', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 7, maxLength: 9 }), { maxLength: 30 }), (reports) => {
        const keys = keyReports()
        for (const report of reports) {
          const before = report.slice()
          let presses = 0
          const reading = keys.read(report, () => {
            presses += 1
          })
          expect(presses).toBeLessThanOrEqual(reading === 'read' ? 6 : 0)
          expect(report).toEqual(before)
        }
      }),
      { numRuns: 300 },
    )
  })
})
