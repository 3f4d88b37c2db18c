import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { longestCode } from './code-assembler.ts'
import { keypadDigits, keyReport, released, typed, typedWithRollover } from './key-reports.fake.ts'
import { receive } from './received.fake.ts'
import { walletCode } from './reports.fake.ts'
import { wedgeScanner } from './wedge-scanner.ts'

const silence = 100
const capsLock = 0x39
const leftControl = 0x01

function stand(keeps = true) {
  const clock = fakeClock()
  const received = receive(keeps)
  const scanner = wedgeScanner(silence, clock, received.begin)
  const sent: Uint8Array[] = []
  const send = (...reports: readonly Uint8Array[]) => {
    for (const report of reports) {
      sent.push(report)
      scanner.onReport(report)
    }
  }
  const type = (text: string) => {
    send(...typed(text))
  }
  const fallSilent = () => {
    clock.pass(silence)
  }
  return { clock, scanner, send, sent, type, fallSilent, received, outcomes: received.outcomes }
}

describe('a keyboard wedge', () => {
  test.each([
    ['Enter', '\r'],
    ['Tab', '\t'],
  ])('that ends its codes with %s is read, code after code', (_name, end) => {
    const { type, outcomes, clock } = stand()
    type(`${walletCode(1)}${end}${walletCode(2)}${end}`)
    expect(outcomes).toEqual([walletCode(1), walletCode(2)])
    expect(clock.pending).toBe(0)
  })

  test('that sends no end is read when it falls silent, not before', () => {
    const { type, clock, outcomes } = stand()
    for (const character of walletCode()) {
      type(character)
      clock.pass(silence - 1)
    }
    expect(outcomes).toEqual([])
    clock.pass(1)
    expect(outcomes).toEqual([walletCode()])
  })

  test('that types so fast that its keys overlap is read', () => {
    const { send, outcomes } = stand()
    send(...typedWithRollover(`${walletCode()}\r`))
    expect(outcomes).toEqual([walletCode()])
  })

  test('is read as it types, where an input method would make words of it', () => {
    const { type, outcomes } = stand()
    const bursts = ["xi'an 1", 'zhongguo ren ', 'nihao2', 'WZ1:lvse-nv_3', 'v1+1', 'u4e00', 'i123', '`1~']
    for (const burst of bursts) type(`${burst}\r`)
    expect(outcomes).toEqual(bursts)
  })

  test('has no empty codes', () => {
    const { type, fallSilent, received } = stand()
    type('\r\t\r')
    fallSilent()
    expect(received.begun).toBe(0)
  })

  test('says that a code began at its first key, and not at a modifier or a key let go', () => {
    const { send, received } = stand()
    send(released(), keyReport([], 0x02))
    expect(received.begun).toBe(0)
    send(keyReport([26], 0x02))
    expect(received.begun).toBe(1)
  })

  test.each([
    ['a key that writes nothing', keyReport([capsLock])],
    ['an arrow', keyReport([0x4f])],
    ['a command', keyReport([4], leftControl)],
    ['Escape', keyReport([0x29])],
    ['Backspace', keyReport([0x2a])],
    ['a key of another country', keyReport([0x64])],
    ['keys that got lost', keyReport([1, 1, 1, 1, 1, 1])],
  ])('with %s in its code has none, and nothing of the rest is handed on', (_what, report) => {
    const { send, type, outcomes, fallSilent } = stand()
    type('before')
    send(report, released())
    expect(outcomes).toEqual(['not-a-code'])
    type('after')
    fallSilent()
    type('next\r')
    expect(outcomes).toEqual(['not-a-code', 'next'])
  })

  test('with a report of another form in its code is malformed up to its end', () => {
    const { send, type, outcomes } = stand()
    type('before')
    send(new Uint8Array(9).fill(4))
    type('after\rnext\r')
    expect(outcomes).toEqual(['malformed-report', 'next'])
  })

  test('that falls silent after a report of another form is read again', () => {
    const { send, type, outcomes, fallSilent, clock } = stand()
    type('before')
    send(new Uint8Array(3))
    fallSilent()
    type('next\r')
    expect(outcomes).toEqual(['malformed-report', 'next'])
    expect(clock.pending).toBe(0)
  })

  test('whose keys roll over outside of a code has no code', () => {
    const { send, received } = stand()
    send(keyReport([1, 1, 1, 1, 1, 1]), released())
    expect(received.begun).toBe(0)
  })

  test('reads digits of its keypad as digits', () => {
    const { send, outcomes } = stand()
    for (const usage of keypadDigits) send(keyReport([usage]), released())
    send(keyReport([0x58]))
    expect(outcomes).toEqual(['0123456789'])
  })

  test('that babbles without an end is refused once, and read again when it has fallen silent', () => {
    const { send, type, outcomes, fallSilent } = stand()
    for (let index = 0; index <= longestCode + 500; index++) send(keyReport([4 + (index % 26)]))
    expect(outcomes).toEqual(['too-long'])
    fallSilent()
    type('next\r')
    expect(outcomes).toEqual(['too-long', 'next'])
  })

  test('that repeats one report for ever has typed one key', () => {
    const { send, clock, outcomes } = stand()
    for (let index = 0; index < 1_000; index++) {
      send(keyReport([4]))
      clock.pass(8)
    }
    expect(outcomes).toEqual(['a'])
  })

  test('that goes away in mid-code is gone, and what comes back begins anew', () => {
    const { scanner, send, type, outcomes, clock } = stand()
    type('fir')
    send(keyReport([4]))
    scanner.onGone()
    scanner.onGone()
    expect(clock.pending).toBe(0)
    send(keyReport([4]), released())
    type('b\r')
    expect(outcomes).toEqual(['device-gone', 'ab'])
  })

  test('leaves nothing of what it read', () => {
    const { send, type, sent, received } = stand()
    type(`${walletCode()}\r`)
    send(keyReport([4], leftControl), new Uint8Array(9).fill(4), keyReport([1, 1, 1, 1, 1, 1]))
    for (const bytes of [...sent, ...received.views]) expect(bytes.every((byte) => byte === 0)).toBe(true)
    expect(received.views).toHaveLength(1)
  })

  test('is not listened to while nobody wants its codes', () => {
    const { type, received } = stand(false)
    type(`${walletCode()}\r`)
    expect(received.outcomes).toEqual(['skipped'])
  })

  test('hands on nothing but printable ASCII, each code once, whatever it sends', () => {
    const key = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 4, max: 40 }))
    const boot = fc
      .tuple(fc.constantFrom(0, 0, 0x02, 0x20, 0x01), fc.array(key, { maxLength: 6 }))
      .map(([modifiers, keys]) => keyReport(keys, modifiers))
    const step = fc.oneof(boot, boot, fc.uint8Array({ maxLength: 12 }), fc.constantFrom('gone', 'silence'))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const { send, scanner, fallSilent, received, clock } = stand()
        for (const step of steps) {
          if (step === 'gone') scanner.onGone()
          else if (step === 'silence') fallSilent()
          else send(step.slice())
          expect(received.begun - received.outcomes.length).toBeLessThanOrEqual(1)
          expect(clock.pending).toBeLessThanOrEqual(2)
        }
        fallSilent()
        expect(received.outcomes).toHaveLength(received.begun)
        expect(clock.pending).toBe(0)
        for (const outcome of received.outcomes) expect(outcome).toMatch(/^[ -~]+$/)
      }),
      { numRuns: 300 },
    )
  })
})
