import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { codeAssembler, continuationSilence, longestCode } from './code-assembler.ts'
import type { HidPosFragment } from './hid-pos-report.ts'

/** What an outcome was when it came, as the bytes are gone afterwards; the view is kept to see that they are. */
type Seen = { readonly outcome: string; readonly code: string }

function stand(keeps: () => boolean = () => true) {
  const clock = fakeClock()
  const seen: Seen[] = []
  const views: Uint8Array[] = []
  let begun = 0
  const assembler = codeAssembler(clock, () => {
    begun += 1
    return {
      get keeps() {
        return keeps()
      },
      end: (outcome) => {
        if (outcome.type === 'code') views.push(outcome.bytes)
        seen.push({
          outcome: outcome.type === 'rejected' ? outcome.reason : outcome.type,
          code: outcome.type === 'code' ? Buffer.from(outcome.bytes).toString('latin1') : '',
        })
      },
    }
  })
  return { clock, seen, views, assembler, begun: () => begun }
}

function fragment(
  data: string | Uint8Array,
  continued = false,
  symbology: HidPosFragment['symbology'] = 'qr',
) {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  return { type: 'fragment', layout: 'a', symbology, data: bytes, continued } as const
}

describe('a code', () => {
  test.each([0, 1, 55, 56, 57, 111, 112, 113, 4095, 4096])('of %i octets comes out whole', (length) => {
    const { assembler, seen, views } = stand()
    const code = new Uint8Array(length).map((_, index) => 33 + (index % 90))
    for (let at = 0; at < length || at === 0; at += 56) {
      assembler.add(fragment(code.slice(at, at + 56), at + 56 < length))
    }
    expect(seen).toEqual([{ outcome: 'code', code: Buffer.from(code).toString('latin1') }])
    expect(views[0]?.every((byte) => byte === 0)).toBe(true)
    expect(assembler.inCode).toBe(false)
  })

  test('comes out whole however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 56 }), { minLength: 1, maxLength: 9 }),
        (parts) => {
          const { assembler, seen } = stand()
          for (const [index, part] of parts.entries()) assembler.add(fragment(part, index < parts.length - 1))
          expect(seen).toEqual([{ outcome: 'code', code: Buffer.concat(parts).toString('latin1') }])
        },
      ),
      { numRuns: 300 },
    )
  })

  test('longer than the longest is refused at once, and the rest of it is swallowed', () => {
    const { assembler, seen, clock } = stand()
    for (let sent = 0; sent < longestCode; sent += 32)
      assembler.add(fragment(new Uint8Array(32).fill(65), true))
    expect(seen).toEqual([])
    assembler.add(fragment('x', true))
    expect(seen).toEqual([{ outcome: 'too-long', code: '' }])
    assembler.add(fragment('more', true))
    assembler.add(fragment('end'))
    expect(seen).toHaveLength(1)
    expect(clock.pending).toBe(0)
    assembler.add(fragment('next'))
    expect(seen[1]).toEqual({ outcome: 'code', code: 'next' })
  })

  test('that is one octet too long with its last report is refused and leaves nothing to swallow', () => {
    const { assembler, seen } = stand()
    for (let sent = 0; sent < longestCode; sent += 32)
      assembler.add(fragment(new Uint8Array(32).fill(65), true))
    assembler.add(fragment('x'))
    assembler.add(fragment('next'))
    expect(seen.map(({ outcome }) => outcome)).toEqual(['too-long', 'code'])
  })

  test('of another symbology is no 网证 code, and the rest of it is swallowed', () => {
    const { assembler, seen } = stand()
    assembler.add(fragment('123', true, 'other'))
    assembler.add(fragment('456', false, 'other'))
    assembler.add(fragment('789', false, 'other'))
    expect(seen.map(({ outcome }) => outcome)).toEqual(['not-a-code', 'not-a-code'])
  })

  test('whose rest never comes is given up after a silence, not before', () => {
    const { assembler, seen, clock } = stand()
    assembler.add(fragment('first', true))
    clock.pass(continuationSilence - 1)
    assembler.add(fragment('second', true))
    clock.pass(continuationSilence - 1)
    expect(seen).toEqual([])
    clock.pass(1)
    expect(seen).toEqual([{ outcome: 'incomplete', code: '' }])
    assembler.add(fragment('other'))
    expect(seen[1]).toEqual({ outcome: 'code', code: 'other' })
  })

  test('is given up when its scanner goes away', () => {
    const { assembler, seen, clock } = stand()
    assembler.add(fragment('first', true))
    assembler.gone()
    assembler.gone()
    clock.pass(continuationSilence * 2)
    expect(seen).toEqual([{ outcome: 'device-gone', code: '' }])
  })

  test('with a malformed report in it is refused once, and the rest of it is swallowed', () => {
    const { assembler, seen } = stand()
    assembler.add(fragment('first', true))
    assembler.spoil()
    assembler.spoil()
    assembler.add(fragment('third', true))
    assembler.add(fragment('last'))
    expect(seen).toEqual([{ outcome: 'malformed-report', code: '' }])
    expect(assembler.inCode).toBe(false)
  })

  test('is heard again after a swallowed one fell silent', () => {
    const { assembler, seen, clock } = stand()
    assembler.add(fragment('first', true))
    assembler.spoil()
    clock.pass(continuationSilence)
    assembler.add(fragment('next'))
    expect(seen[1]).toEqual({ outcome: 'code', code: 'next' })
  })

  test('does not begin with a malformed report', () => {
    const { assembler, seen } = stand()
    assembler.spoil()
    assembler.add(fragment('next'))
    expect(seen.map(({ outcome }) => outcome)).toEqual(['malformed-report', 'code'])
  })

  test('that nobody wants is never copied', () => {
    const { assembler, seen, views } = stand(() => false)
    assembler.add(fragment('first', true))
    assembler.add(fragment('second'))
    expect(seen).toEqual([{ outcome: 'skipped', code: '' }])
    expect(views).toEqual([])
  })

  test('that is no longer wanted when it ends is skipped', () => {
    let wanted = true
    const { assembler, seen } = stand(() => wanted)
    assembler.add(fragment('first', true))
    wanted = false
    assembler.add(fragment('second'))
    expect(seen).toEqual([{ outcome: 'skipped', code: '' }])
  })

  test('is zeroed even when its taker fails', () => {
    let view: Uint8Array = new Uint8Array(0)
    const assembler = codeAssembler(fakeClock(), () => ({
      keeps: true,
      end: (outcome) => {
        if (outcome.type === 'code') view = outcome.bytes
        throw new TypeError('a mistake')
      },
    }))
    expect(() => {
      assembler.add(fragment('code'))
    }).toThrow('a mistake')
    expect([...view]).toEqual([0, 0, 0, 0])
    expect(assembler.inCode).toBe(false)
  })

  test('ends exactly once whatever a scanner babbles', () => {
    const step = fc.oneof(
      fc.tuple(fc.uint8Array({ maxLength: 56 }), fc.boolean(), fc.constantFrom('qr', 'other', 'unknown')),
      fc.constantFrom('spoil', 'gone', 'silence'),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { assembler, seen, clock, begun } = stand()
        for (const step of steps) {
          if (step === 'spoil') assembler.spoil()
          else if (step === 'gone') assembler.gone()
          else if (step === 'silence') clock.pass(continuationSilence)
          else assembler.add(fragment(step[0], step[1], step[2]))
          expect(clock.pending).toBeLessThanOrEqual(1)
          expect(begun() - seen.length).toBeLessThanOrEqual(1)
        }
        clock.pass(continuationSilence)
        expect(seen).toHaveLength(begun())
        expect(assembler.inCode).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
