import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  largestLinkReport,
  largestLinkTransfer,
  type LinkFrame,
  linkFrameReader,
  VirtualLinkError,
  writeLinkFrame,
} from './virtual-link.ts'

const scanner: LinkFrame = {
  type: 'attach',
  deviceId: 7,
  kind: 'hid',
  vendorId: 0x1eab,
  productId: 0x0010,
  usagePage: 0x8c,
  usage: 0x02,
  product: 'Virtual scanner 扫码',
}

const cardReader: LinkFrame = {
  type: 'attach',
  deviceId: 8,
  kind: 'sam',
  vendorId: 0x0400,
  productId: 0xc35a,
  product: 'Virtual reader',
}

const contactless: LinkFrame = {
  type: 'attach',
  deviceId: 9,
  kind: 'contactless',
  vendorId: 0x1209,
  productId: 0x0003,
  product: 'Virtual contactless reader',
}

function read(chunks: readonly Uint8Array[]): LinkFrame[] {
  const frames: LinkFrame[] = []
  const reader = linkFrameReader()
  for (const chunk of chunks) reader.push(chunk, (frame) => frames.push(frame))
  return frames
}

const u16 = fc.integer({ min: 0, max: 0xffff })
const deviceId = fc.integer({ min: 0, max: 0xffff_ffff })
const report = fc.uint8Array({ minLength: 1, maxLength: 200 })
const anyFrame: fc.Arbitrary<LinkFrame> = fc.oneof(
  fc.record({
    type: fc.constant('attach' as const),
    deviceId,
    kind: fc.constant('hid' as const),
    vendorId: u16,
    productId: u16,
    usagePage: u16,
    usage: u16,
    product: fc.string({ maxLength: 32 }),
  }),
  fc.record({
    type: fc.constant('attach' as const),
    deviceId,
    kind: fc.constantFrom('sam' as const, 'contactless' as const),
    vendorId: u16,
    productId: u16,
    product: fc.string({ maxLength: 32 }),
  }),
  fc.record({ type: fc.constant('detach' as const), deviceId }),
  fc.record({ type: fc.constant('input' as const), deviceId, bytes: report }),
  fc.record({ type: fc.constant('feature' as const), deviceId, bytes: report }),
  fc.record({ type: fc.constant('output' as const), deviceId, bytes: report }),
)

describe('frames of the virtual devices link', () => {
  test('have the documented octets', () => {
    expect(writeLinkFrame({ type: 'detach', deviceId: 0x01020304 })).toEqual(
      Uint8Array.of(0, 0, 0, 5, 0x02, 1, 2, 3, 4),
    )
    expect(writeLinkFrame({ type: 'input', deviceId: 1, bytes: Uint8Array.of(0xaa, 0xbb) })).toEqual(
      Uint8Array.of(0, 0, 0, 7, 0x03, 0, 0, 0, 1, 0xaa, 0xbb),
    )
    expect([...writeLinkFrame({ ...scanner, product: 'x' })]).toEqual([
      0, 0, 0, 15, 0x01, 0, 0, 0, 7, 0x01, 0x1e, 0xab, 0x00, 0x10, 0x00, 0x8c, 0x00, 0x02, 0x78,
    ])
    expect([...writeLinkFrame({ ...cardReader, product: 'x' })]).toEqual([
      0, 0, 0, 15, 0x01, 0, 0, 0, 8, 0x02, 0x04, 0x00, 0xc3, 0x5a, 0, 0, 0, 0, 0x78,
    ])
    expect([...writeLinkFrame({ ...contactless, product: 'x' })]).toEqual([
      0, 0, 0, 15, 0x01, 0, 0, 0, 9, 0x03, 0x12, 0x09, 0x00, 0x03, 0, 0, 0, 0, 0x78,
    ])
    expect(writeLinkFrame({ type: 'output', deviceId: 8, bytes: Uint8Array.of(0xaa) })).toEqual(
      Uint8Array.of(0, 0, 0, 6, 0x05, 0, 0, 0, 8, 0xaa),
    )
  })

  test('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 5 }), fc.array(fc.nat(400)), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(writeLinkFrame))
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b),
          stream.length,
        ]
        const chunks = places.slice(1).map((end, index) => stream.subarray(places[index], end))
        expect(read(chunks)).toEqual(frames)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['input', largestLinkTransfer],
    ['output', largestLinkTransfer],
    ['feature', largestLinkReport],
  ] as const)('carry the largest %s and none larger', (type, largest) => {
    const bytes = new Uint8Array(largest).fill(1)
    const [frame] = read([writeLinkFrame({ type, deviceId: 1, bytes })])
    expect(frame?.type).toBe(type)
    expect(frame && 'bytes' in frame && Buffer.compare(frame.bytes, bytes)).toBe(0)
    const larger = new Uint8Array(largest + 1)
    expect(() => writeLinkFrame({ type, deviceId: 1, bytes: larger })).toThrow(VirtualLinkError)
  })

  test('of which each was read leave nothing behind, whichever is longer', () => {
    const long = writeLinkFrame({ type: 'input', deviceId: 1, bytes: new Uint8Array(5_000).fill(7) })
    const short = writeLinkFrame({ type: 'input', deviceId: 2, bytes: Uint8Array.of(8) })
    const frames = read([long, short, long])
    expect(frames.map((frame) => (frame.type === 'input' ? frame.bytes.length : 0))).toEqual([
      5_000, 1, 5_000,
    ])
  })

  test('that hold a feature report longer than any are refused', () => {
    const frame = writeLinkFrame({ type: 'input', deviceId: 1, bytes: new Uint8Array(largestLinkReport + 1) })
    frame[4] = 0x04
    expect(() => read([frame])).toThrow(VirtualLinkError)
  })

  test.each([
    ['a length of zero', [0, 0, 0, 0]],
    ['a length too small for a device id', [0, 0, 0, 4]],
    ['a length beyond the largest command', [0, 1, 0, 0x13]],
    ['a length of four gigabytes', [0xff, 0xff, 0xff, 0xff]],
    ['an unknown type', [0, 0, 0, 5, 0x09, 0, 0, 0, 1]],
    ['a detach with more than an id', [0, 0, 0, 6, 0x02, 0, 0, 0, 1, 0]],
    ['an empty report', [0, 0, 0, 5, 0x03, 0, 0, 0, 1]],
    ['an attach cut short', [0, 0, 0, 6, 0x01, 0, 0, 0, 1, 1]],
    ['an empty piece of a stream', [0, 0, 0, 5, 0x05, 0, 0, 0, 1]],
    ['a SAM with a usage page', [0, 0, 0, 14, 0x01, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0x8c, 0, 0]],
    ['a SAM with a usage', [0, 0, 0, 14, 0x01, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 2]],
    ['a contactless reader with a usage page', [0, 0, 0, 14, 0x01, 0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0x8c, 0, 0]],
    ['an attach of an unknown kind', [0, 0, 0, 14, 0x01, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a name that is not UTF-8', [0, 0, 0, 15, 0x01, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xff]],
  ])('are refused with %s, and nothing after it is read', (_what, octets) => {
    const reader = linkFrameReader()
    const good = writeLinkFrame({ type: 'detach', deviceId: 1 })
    const ignore = () => undefined
    expect(() => reader.push(Uint8Array.from(octets), ignore)).toThrow(VirtualLinkError)
    expect(() => reader.push(good, ignore)).toThrow(VirtualLinkError)
    reader.reset()
    const frames: LinkFrame[] = []
    reader.push(good, (frame) => frames.push(frame))
    expect(frames).toHaveLength(1)
  })

  test('are refused when a number does not fit', () => {
    expect(() => writeLinkFrame({ ...scanner, vendorId: 0x1_0000 })).toThrow(VirtualLinkError)
    expect(() => writeLinkFrame({ type: 'detach', deviceId: -1 })).toThrow(VirtualLinkError)
    expect(() => writeLinkFrame({ ...scanner, product: 'n'.repeat(129) })).toThrow(VirtualLinkError)
  })
})
