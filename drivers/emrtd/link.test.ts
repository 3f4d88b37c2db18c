import { describe, expect, test, vi } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { fakeClock } from '../clock.fake.ts'
import { systemClock } from '../clock.ts'
import { encodeCommand } from './apdu.ts'
import { hex } from './bytes.fake.ts'
import { openLink } from './link.ts'
import { scriptedChip } from './scripted-chip.fake.ts'

const encoded = (command: Parameters<typeof encodeCommand>[0]) => toHex(encodeCommand(command))
const header = { cla: 0, ins: 0xb0, p1: 1, p2: 2 }

describe('a command', () => {
  test('is encoded in the short form when it fits', () => {
    expect(encoded(header)).toBe('00b00102')
    expect(encoded({ ...header, le: 1 })).toBe('00b0010201')
    expect(encoded({ ...header, le: 256 })).toBe('00b0010200')
    expect(encoded({ ...header, data: hex('aabb') })).toBe('00b0010202aabb')
    expect(encoded({ ...header, data: hex('aa'), le: 256 })).toBe('00b0010201aa00')
  })

  test('is encoded with extended length when it does not', () => {
    expect(encoded({ ...header, le: 257 })).toBe('00b00102000101')
    expect(encoded({ ...header, le: 65_536 })).toBe('00b00102000000')
    expect(encoded({ ...header, data: hex('aa'), le: 65_536 })).toBe('00b00102000001aa0000')
    expect(encoded({ ...header, data: new Uint8Array(256) }).slice(0, 14)).toBe('00b00102000100')
  })

  test('is a mistake when no length can say it', () => {
    expect(() => encodeCommand({ ...header, le: 65_537 })).toThrow(TypeError)
    expect(() => encodeCommand({ ...header, le: 0 })).toThrow(TypeError)
    expect(() => encodeCommand({ ...header, data: new Uint8Array(65_536) })).toThrow(TypeError)
  })
})

describe('a link', () => {
  const limits = { answer: 1_000, deadline: Number.POSITIVE_INFINITY }
  const read = { ...header, le: 256 }

  test('fetches what waits in the chip', async () => {
    const { link, left } = scriptedChip(
      ['00b0010200', 'aabb6102'],
      ['00c0000002', 'cc6100'],
      ['00c0000000', 'dd9000'],
    )
    expect(await link.send(read)).toEqual({ data: hex('aabbccdd'), status: 0x9000 })
    expect(left).toEqual([])
    expect(link.commands).toBe(3)
  })

  test('repeats a command whose expected length was wrong, once', async () => {
    const { link } = scriptedChip(['00b0010208', '6c04'], ['00b0010204', '6c03'])
    expect(await link.send({ ...header, le: 8 })).toEqual({ data: hex(''), status: 0x6c03 })
  })

  test('repeats one with extended length, too', async () => {
    const { link } = scriptedChip(['00b00102000200', '6c04'], ['00b00102000004', 'aabbccdd9000'])
    expect(await link.send({ ...header, le: 512 })).toEqual({ data: hex('aabbccdd'), status: 0x9000 })
  })

  test.each([0, 1, 65_539])('takes no answer of %i octets', async (length) => {
    const link = openLink(async () => new Uint8Array(length), systemClock, limits, undefined)
    await expect(link.send(read)).rejects.toMatchObject({ reason: 'unreadable' })
  })

  test('does not fetch for ever', async () => {
    const link = openLink(async () => hex('aa6101'), systemClock, limits, undefined)
    await expect(link.send(read)).rejects.toMatchObject({ reason: 'unreadable' })
    expect(link.commands).toBe(512)
  })

  test.each(['cancelled', 'too-slow'] as const)(
    'zeroes what came before and what comes after it was given up (%s)',
    async (reason) => {
      const clock = fakeClock()
      const abort = new AbortController()
      const first = hex('aa6101')
      const late = hex('bb9000')
      let come = () => {}
      const coming = new Promise<void>((resolve) => {
        come = resolve
      })
      let asked = 0
      const link = openLink(
        async () => {
          asked += 1
          if (asked === 1) return first
          queueMicrotask(() => {
            if (reason === 'cancelled') abort.abort()
            else clock.pass(limits.answer)
          })
          await coming
          return late
        },
        clock,
        limits,
        abort.signal,
      )
      await expect(link.send(read)).rejects.toMatchObject({ reason })
      expect(first).toEqual(new Uint8Array(3))
      come()
      await vi.waitFor(() => {
        expect(late).toEqual(new Uint8Array(3))
      })
    },
  )
})
