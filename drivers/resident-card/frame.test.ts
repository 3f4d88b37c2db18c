import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkOf, largestFrame, type SamFrameResult, samFrameReader } from './frame.ts'
import { samStatus } from './status.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const head = 'AA AA AA 96 69 '

/** An answer as a SAM would write it. */
function frameOf(sw3: number, data: Uint8Array): Uint8Array {
  const length = data.length + 4
  const covered = Uint8Array.from([length >> 8, length & 0xff, 0, 0, sw3, ...data])
  return Uint8Array.from([...bytes(head), ...covered, checkOf(covered)])
}

/** What a result was when it came: its data are gone afterwards. */
function seen(result: SamFrameResult): string {
  return result.type === 'refused'
    ? result.fault
    : `${result.status} ${Buffer.from(result.data).toString('hex')}`
}

function results(...chunks: readonly Uint8Array[]): string[] {
  const reader = samFrameReader()
  const all: string[] = []
  for (const chunk of chunks) {
    reader.push(chunk, (result) => {
      all.push(seen(result))
    })
  }
  return all
}

const findOk = bytes(`${head} 00 08 00 00 9F 00 00 00 00 97`)

describe('an answer of a SAM', () => {
  test.each([
    ['00 08 00 00 9F 00 00 00 00 97', 'card-found 00000000'],
    ['00 04 00 00 80 84', 'find-failed '],
    ['00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', 'ok 0000000000000000'],
    ['00 04 00 00 81 85', 'select-failed '],
    ['00 04 00 00 41 45', 'read-failed '],
  ])('%s is %s', (rest, result) => {
    expect(results(bytes(head + rest))).toEqual([result])
  })

  test.each([1295, 1297, 1809, 2321])('of %i octets is whole, and none is longer', (length) => {
    const frame = frameOf(0x90, new Uint8Array(length - 11).fill(0x5a))
    expect(frame).toHaveLength(length)
    expect(results(frame)).toEqual([`ok ${'5a'.repeat(length - 11)}`])
    expect(length).toBeLessThanOrEqual(largestFrame)
  })

  test('comes out whole when it is cut at any place, into two', () => {
    const frame = frameOf(
      0x90,
      Uint8Array.from({ length: 1284 }, (_, index) => index & 0xff),
    )
    const whole = results(frame)
    for (let at = 0; at <= frame.length; at++) {
      expect(results(frame.slice(0, at), frame.slice(at))).toEqual(whole)
    }
  })

  test('comes out whole octet by octet, several in a row', () => {
    const twice = Uint8Array.from([...findOk, ...findOk])
    expect(results(...[...twice].map((octet) => Uint8Array.of(octet)))).toEqual([
      'card-found 00000000',
      'card-found 00000000',
    ])
    expect(results(twice)).toHaveLength(2)
  })

  test.each([
    'AA',
    'AA AA AA AA',
    'AA AA AA 96',
    'AA AA AA 96 AA',
    '00 FF 00 FF 00 FF 00 FF',
    '96 69 00 08',
    'AA AA AA 96 68 00 04 00 00 80 84',
  ])('is found behind %s', (noise) => {
    expect(results(bytes(noise), findOk)).toEqual(['card-found 00000000'])
  })

  test('with a wrong checksum is refused, and the next one is found', () => {
    const wrong = findOk.slice()
    wrong[12] = 0x01
    expect(results(wrong, findOk)).toEqual(['checksum', 'card-found 00000000'])
  })

  test.each(['00 00', '00 03', '09 0B', 'FF FF'])(
    'with length %s is refused, and the next one is found',
    (length) => {
      expect(results(bytes(head + length), findOk)).toEqual(['length', 'card-found 00000000'])
    },
  )

  test('is found behind a torn one that it was taken for the rest of', () => {
    const torn = frameOf(0x90, new Uint8Array(16).fill(7)).slice(0, 12)
    expect(results(torn, findOk)).toEqual(['checksum', 'card-found 00000000'])
  })

  test('leaves nothing of itself behind', () => {
    const reader = samFrameReader()
    const views: Uint8Array[] = []
    reader.push(frameOf(0x90, new Uint8Array(1284).fill(0x41)), (result) => {
      if (result.type === 'answer') views.push(result.data)
    })
    const [view] = views
    expect(view).toHaveLength(1284)
    expect(new Uint8Array(view?.buffer ?? new ArrayBuffer(0)).every((octet) => octet === 0)).toBe(true)
  })

  test('leaves nothing behind when it was refused, when its rest never came, and when its taker fails', () => {
    const damaged = frameOf(0x90, new Uint8Array(1284).fill(0x41))
    damaged[1294] = (damaged[1294] ?? 0) ^ 1
    const reader = samFrameReader()
    let buffer = new ArrayBuffer(0)
    reader.push(findOk, (result) => {
      if (result.type === 'answer' && result.data.buffer instanceof ArrayBuffer) buffer = result.data.buffer
    })
    const empty = () => new Uint8Array(buffer).every((octet) => octet === 0)
    reader.push(damaged, () => undefined)
    expect(empty()).toBe(true)
    reader.push(damaged.subarray(0, 700), () => undefined)
    expect(empty()).toBe(false)
    reader.reset()
    expect(empty()).toBe(true)
    expect(() => {
      reader.push(findOk, () => {
        throw new TypeError('a mistake')
      })
    }).toThrow('a mistake')
    expect(empty()).toBe(true)
  })

  test('whose taker starts anew is forgotten with what followed it in the buffer', () => {
    const reader = samFrameReader()
    const all: string[] = []
    reader.push(Uint8Array.from([...findOk, ...findOk]), (result) => {
      all.push(seen(result))
      reader.reset()
    })
    expect(all).toHaveLength(2)
  })
})

describe('a SAM that sends anything at all', () => {
  test('is heard without failing, and cut anywhere it says the same', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(findOk, bytes(head), bytes('AA AA'), bytes(`${head}00 20`)),
      fc.uint8Array({ maxLength: 300 }).map((data) => frameOf(0x90, data)),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(400), { maxLength: 12 }),
        (pieces, cuts) => {
          const stream = Uint8Array.from(pieces.flatMap((part) => [...part]))
          const edges = [0, ...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length]
          const chunks = edges.slice(1).map((edge, index) => stream.slice(edges[index], edge))
          expect(results(...chunks)).toEqual(results(stream))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('is heard again at the latest one frame later', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (noise) => {
        const quiet = new Uint8Array(largestFrame)
        expect(results(noise, quiet, findOk).at(-1)).toBe('card-found 00000000')
      }),
      { numRuns: 100 },
    )
  })

  test('does not make the memory grow', () => {
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    const reader = samFrameReader()
    const frame = frameOf(0x90, new Uint8Array(1284))
    const noise = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 131) & 0xff)
    const run = (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        reader.push(frame, () => undefined)
        reader.push(noise, () => undefined)
        reader.push(bytes(`${head}08 FF`), () => undefined)
      }
      if (typeof collect === 'function') collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    run(500)
    const before = run(500)
    expect(run(3_000) - before).toBeLessThan(1_000_000)
  })
})

describe('the status of an answer', () => {
  test('is known only where SW1 and SW2 are zero', () => {
    expect(samStatus(0, 0, 0x66)).toBe('sam-not-authorised')
    expect(samStatus(0, 1, 0x90)).toBe('unlisted')
    expect(samStatus(0x90, 0, 0x90)).toBe('unlisted')
    expect(samStatus(0, 0, 0x00)).toBe('unlisted')
  })
})
