import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SerialEnd } from '../../src/shared/scanner-config.ts'
import { fakeClock } from '../clock.fake.ts'
import { continuationSilence, longestCode } from './code-assembler.ts'
import { receive } from './received.fake.ts'
import { walletCode } from './reports.fake.ts'
import { serialScanner } from './serial-scanner.ts'

const silence = 40
const ends: readonly (readonly [string, SerialEnd, string])[] = [
  ['CR', 'cr', '\r'],
  ['LF', 'lf', '\n'],
  ['CR LF', 'crlf', '\r\n'],
  ['silence', { silence }, ''],
]

function stand(end: SerialEnd, keeps = true) {
  const clock = fakeClock()
  const received = receive(keeps)
  const scanner = serialScanner(end, clock, received.begin)
  const sent: Uint8Array[] = []
  const send = (bytes: string | Uint8Array) => {
    const chunk = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Uint8Array.from(bytes)
    sent.push(chunk)
    scanner.onReport(chunk)
  }
  const fallSilent = () => {
    clock.pass(silence)
  }
  return { clock, received, scanner, send, sent, fallSilent, outcomes: received.outcomes }
}

describe.each(ends)('a serial scanner that ends its codes with %s', (_name, end, terminator) => {
  test('is read wherever its bytes are cut', () => {
    const line = `${walletCode()}${terminator}`
    for (let at = 0; at <= line.length; at++) {
      const { send, fallSilent, outcomes } = stand(end)
      send(line.slice(0, at))
      send(line.slice(at))
      fallSilent()
      expect(outcomes).toEqual([walletCode()])
    }
  })

  test('is read byte by byte, code after code', () => {
    const { send, fallSilent, outcomes } = stand(end)
    for (const code of [walletCode(1), walletCode(2)]) {
      for (const character of `${code}${terminator}`) send(character)
      fallSilent()
    }
    expect(outcomes).toEqual([walletCode(1), walletCode(2)])
  })

  test('brings several codes in one read, each for itself', () => {
    const { send, fallSilent, outcomes } = stand(end)
    if (terminator === '') {
      send('one')
      fallSilent()
      send('two')
    } else send(`one${terminator}two${terminator}three`)
    fallSilent()
    expect(outcomes).toEqual(['one', 'two'])
  })

  test('has no empty codes', () => {
    const { send, fallSilent, received, clock } = stand(end)
    for (const empty of ['\r', '\n', '\r\n', '\n\r\r\n', '']) send(empty)
    fallSilent()
    send(`\r\n\r\none${terminator}`)
    send('\r\n')
    fallSilent()
    expect(received.outcomes).toEqual(['one'])
    expect(received.begun).toBe(1)
    expect(clock.pending).toBe(0)
  })

  test('says that a code began at its first byte', () => {
    const { send, received } = stand(end)
    send('W')
    expect(received.begun).toBe(1)
    expect(received.outcomes).toEqual([])
  })

  test('brings the longest code whole, and refuses one byte more once, up to its end', () => {
    const { send, fallSilent, outcomes } = stand(end)
    const longest = 'A'.repeat(longestCode)
    send(`${longest}${terminator}`)
    fallSilent()
    expect(outcomes).toEqual([longest])
    send(longest)
    send('B')
    expect(outcomes.slice(1)).toEqual(['too-long'])
    for (let more = 0; more < 20; more++) send('C'.repeat(1_000))
    send(terminator)
    fallSilent()
    send(`next${terminator}`)
    fallSilent()
    expect(outcomes.slice(1)).toEqual(['too-long', 'next'])
  })

  test('that babbles without an end is refused once', () => {
    const { send, outcomes, clock } = stand(end)
    for (let bytes = 0; bytes < 500; bytes++) {
      send(new Uint8Array(997).fill(0x80 + (bytes % 0x70)))
      clock.pass(10)
    }
    expect(outcomes).toEqual(['too-long'])
    expect(clock.pending).toBeLessThanOrEqual(2)
  })

  test('that goes away in mid-code is gone, and what comes back begins anew', () => {
    const { send, scanner, fallSilent, outcomes, clock } = stand(end)
    send('fir\r')
    if (end === 'cr') send('st')
    scanner.onGone()
    scanner.onGone()
    expect(clock.pending).toBe(0)
    send(`next${terminator}`)
    fallSilent()
    expect(outcomes.slice(end === 'cr' ? 1 : 0)).toEqual(['device-gone', 'next'])
  })

  test('leaves nothing of what it read', () => {
    const { send, scanner, fallSilent, received, sent } = stand(end)
    send(`${walletCode()}${terminator}`)
    fallSilent()
    send('cut off')
    scanner.onGone()
    for (const bytes of [...sent, ...received.views]) expect(bytes.every((byte) => byte === 0)).toBe(true)
    expect(received.views).toHaveLength(1)
  })

  test('is not listened to while nobody wants its codes', () => {
    const { send, fallSilent, received, sent } = stand(end, false)
    send(`${walletCode()}${terminator}`)
    fallSilent()
    expect(received.outcomes).toEqual(['skipped'])
    for (const bytes of sent) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  test('gives the same codes however its bytes are cut', () => {
    const octet = fc.oneof(fc.constantFrom(0x0d, 0x0a), fc.integer({ min: 0, max: 255 }))
    const bytes = fc.array(octet, { maxLength: 80 })
    fc.assert(
      fc.property(bytes, fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 6 }), (bytes, cuts) => {
        const whole = stand(end)
        whole.send(Uint8Array.from(bytes))
        whole.clock.pass(continuationSilence)
        const cut = stand(end)
        let from = 0
        for (const at of [...cuts, bytes.length].sort((a, b) => a - b)) {
          cut.send(Uint8Array.from(bytes.slice(from, at)))
          from = Math.max(from, at)
        }
        cut.clock.pass(continuationSilence)
        expect(cut.outcomes).toEqual(whole.outcomes)
        expect(cut.received.begun).toBe(cut.outcomes.length)
        expect(cut.clock.pending).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a serial scanner', () => {
  test.each([
    ['a scanner set to CR that sends CR LF', 'cr', 'one\r\ntwo\r\n', ['one', 'two']],
    ['a scanner set to LF that sends CR LF', 'lf', 'one\r\ntwo\r\n', ['one', 'two']],
    ['lines within a code that ends with LF', 'lf', 'P<\rL8\r\n', ['P<\rL8']],
    ['lines within a code that ends with CR LF', 'crlf', 'P<\rL8\nX\r\r\n', ['P<\rL8\nX\r']],
    ['a line feed within a code that ends with CR', 'cr', 'P<\nL8\r', ['P<\nL8']],
  ] as const)('understands %s', (_what, end, bytes, codes) => {
    const { send, outcomes } = stand(end)
    send(bytes)
    expect(outcomes).toEqual(codes)
  })

  test.each(['\r', '\n', '\r\n'])('that ends with silence may send %j first', (lineBreak) => {
    const { send, fallSilent, outcomes } = stand({ silence })
    for (const character of `P<\r\nL8${lineBreak}`) send(character)
    fallSilent()
    expect(outcomes).toEqual(['P<\r\nL8'])
  })

  test('whose line breaks off is incomplete, and nothing of it stands in the next', () => {
    for (const end of ['cr', 'lf', 'crlf'] as const) {
      const { send, clock, outcomes } = stand(end)
      send('fir\nst')
      if (end !== 'cr') send('\r')
      clock.pass(continuationSilence)
      send('\r\nnext\r\n')
      expect(outcomes.at(-2)).toBe('incomplete')
      expect(outcomes.at(-1)).toBe('next')
    }
  })

  test('is silent only when no byte came for that long', () => {
    const { send, clock, outcomes } = stand({ silence })
    for (const character of walletCode()) {
      send(character)
      clock.pass(silence - 1)
    }
    expect(outcomes).toEqual([])
    clock.pass(1)
    expect(outcomes).toEqual([walletCode()])
  })
})
