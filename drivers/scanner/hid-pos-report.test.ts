import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HidPosLayout, readHidPosReport } from './hid-pos-report.ts'
import { newland, someMaker, writeReport } from './reports.fake.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const layouts: readonly HidPosLayout[] = ['a', 'a-shifted', 'b', 'c']
const makerOf = (layout: HidPosLayout) => (layout === 'b' ? newland : someMaker)

function read(report: Uint8Array, vendorId = someMaker, continuing: HidPosLayout | null = null) {
  return readHidPosReport(report, vendorId, continuing)
}

describe('a report of a HID POS scanner', () => {
  test.each(layouts)('of layout %s is told apart and read', (layout) => {
    const report = writeReport(layout, { data: 'WZ1:test', continued: layout !== 'c' })
    const result = read(report, makerOf(layout))
    if (result.type === 'refusal') throw new TypeError(result.fault)
    expect(result.layout).toBe(layout)
    expect(text(result.data)).toBe('WZ1:test')
    expect(result.continued).toBe(layout !== 'c')
    expect(result.symbology).toBe(layout === 'a' || layout === 'a-shifted' ? 'qr' : 'unknown')
  })

  test('of layout A has its octets where the makers put them', () => {
    const report = new Uint8Array(64)
    report.set([0x02, 3, 0x5d, 0x51, 0x31, 0x61, 0x62, 0x63])
    report[61] = 0x73
    report[63] = 0x01
    expect(read(report)).toEqual({
      type: 'fragment',
      layout: 'a',
      symbology: 'qr',
      data: Uint8Array.of(0x61, 0x62, 0x63),
      continued: true,
    })
  })

  test.each([
    ['a', 56],
    ['a-shifted', 56],
    ['b', 56],
    ['c', 62],
  ] as const)('of layout %s holds %i octets and not one more', (layout, capacity) => {
    const full = writeReport(layout, { data: new Uint8Array(capacity).fill(0x41) })
    expect(read(full, makerOf(layout))).toMatchObject({ type: 'fragment', data: { length: capacity } })
    for (const length of [capacity + 1, 0x80, 0xff]) {
      full[1] = length
      expect(read(full, makerOf(layout))).toEqual({ type: 'refusal', fault: 'data-length' })
    }
  })

  test.each(layouts)('of layout %s can be empty, but then nothing follows', (layout) => {
    const empty = writeReport(layout, { data: '' })
    expect(read(empty, makerOf(layout))).toMatchObject({ type: 'fragment', data: { length: 0 } })
    if (layout === 'c') return
    empty[63] = 1
    expect(read(empty, makerOf(layout))).toEqual({ type: 'refusal', fault: 'empty-but-continued' })
  })

  test.each([0, 1, 2, 63, 65, 2048])('of %i octets is refused', (length) => {
    const report = new Uint8Array(length)
    report[0] = 0x02
    expect(read(report)).toEqual({ type: 'refusal', fault: 'report-length' })
  })

  test('with an id that is not of bar code data is refused', () => {
    for (let id = 0; id < 256; id++) {
      if (id === 0x01 || id === 0x02) continue
      const report = writeReport('a', { data: 'x' })
      report[0] = id
      expect(read(report)).toEqual({ type: 'refusal', fault: 'report-id' })
    }
  })

  test('without AIM from an unknown maker is refused', () => {
    expect(read(writeReport('b', { data: 'WZ1:' }), someMaker)).toEqual({
      type: 'refusal',
      fault: 'unknown-layout',
    })
  })

  test.each([
    [']Q0', 'qr'],
    [']Q6', 'qr'],
    [']Q7', 'other'],
    [']C1', 'other'],
    [']d2', 'other'],
    [']q1', 'other'],
  ] as const)('with AIM %s is of symbology %s', (aim, symbology) => {
    expect(read(writeReport('a', { data: 'x', aim }))).toMatchObject({ symbology })
    expect(read(writeReport('a-shifted', { data: 'x', aim }))).toMatchObject({ symbology })
  })

  test('that continues a code keeps its layout, whatever its octets look like', () => {
    const report = writeReport('b', { data: ']Q1 in the middle' })
    expect(read(report, newland, 'b')).toMatchObject({ layout: 'b', data: { length: 17 } })
    const withoutAim = writeReport('a', { data: 'rest', aim: '\0\0\0' })
    expect(read(withoutAim, someMaker, 'a')).toMatchObject({ layout: 'a', symbology: 'unknown' })
  })

  test('that continues a code under another id is refused', () => {
    expect(read(writeReport('c', { data: 'x' }), someMaker, 'a')).toEqual({
      type: 'refusal',
      fault: 'report-id',
    })
  })

  test('that is not one is never more than refused, and nothing outside it is read', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 60, maxLength: 66 }),
        fc.constantFrom(0x01, 0x02, 0x03),
        fc.constantFrom(newland, someMaker),
        fc.constantFrom(null, ...layouts),
        (bytes, id, vendorId, continuing) => {
          bytes[0] = id
          const result = read(bytes, vendorId, continuing)
          if (result.type === 'refusal') return
          expect(result.data.buffer).toBe(bytes.buffer)
          expect(result.data.byteOffset + result.data.length).toBeLessThanOrEqual(64)
          expect(result.data.length).toBe(bytes[1])
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
