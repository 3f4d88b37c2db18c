import { describe, expect, test } from 'vitest'
import { inputReports, layouts, zoneReports } from './hid-reports.ts'

const ascii = (text: string) => new TextEncoder().encode(text)

describe('reports of the virtual scanner', () => {
  test('layout A: id, length, AIM, data, symbology, last', () => {
    const [report, ...more] = inputReports('A', ascii('HELLO'))
    expect(more).toEqual([])
    expect([...(report ?? [])].slice(0, 11)).toEqual([0x02, 5, 0x5d, 0x51, 0x31, 72, 69, 76, 76, 79, 0])
    expect([...(report ?? [])].slice(60)).toEqual([0, 0x73, 0, 0])
  })

  test('a code longer than one report goes on in the next, and only the last is not marked as continued', () => {
    const reports = inputReports('A', ascii('x'.repeat(100)))
    expect(reports.map((report) => [report[1], report[63]])).toEqual([
      [56, 1],
      [44, 0],
    ])
  })

  test('shifted A puts AIM, data and symbology one byte later', () => {
    const [report] = inputReports('shifted-A', ascii('y'.repeat(57)))
    expect([...(report ?? [])].slice(1, 7)).toEqual([56, 0, 0x5d, 0x51, 0x31, 121])
    expect([...(report ?? [])].slice(60)).toEqual([121, 121, 0x73, 1])
  })

  test('layout B has no AIM and its symbology at 62', () => {
    const [report] = inputReports('B', ascii('ab'))
    expect([...(report ?? [])].slice(0, 5)).toEqual([0x02, 2, 97, 98, 0])
    expect([...(report ?? [])].slice(61)).toEqual([0, 0x73, 0])
  })

  test('layout C has id 1, 62 bytes and no mark of any kind', () => {
    const reports = inputReports('C', ascii('c'.repeat(63)))
    expect(reports.map((report) => [report[0], report[1], report[63]])).toEqual([
      [1, 62, 99],
      [1, 1, 0],
    ])
  })

  test.each(layouts)('layout %s: every report has 64 bytes and together they carry the code', (layout) => {
    const code = Uint8Array.from({ length: 300 }, (_, index) => index % 251)
    const reports = inputReports(layout, code)
    expect(reports.every((report) => report.length === 64)).toBe(true)
    expect(reports.reduce((sum, report) => sum + (report[1] ?? 0), 0)).toBe(300)
    expect(inputReports(layout, new Uint8Array(0))).toHaveLength(1)
  })

  const lines = ['P<UTO'.padEnd(44, '<'), 'U000000010UTO'.padEnd(44, '<')]

  test.each(['A', 'shifted-A', 'B'] as const)('layout %s: a zone is one read, line by line', (layout) => {
    const reports = zoneReports(layout, lines)
    expect(reports.map((report) => report[63])).toEqual([1, 0])
    const at = layout === 'A' ? 5 : layout === 'B' ? 2 : 6
    const read = reports.map((report) => report.subarray(at, at + (report[1] ?? 0)))
    expect(Buffer.concat(read).toString('ascii')).toBe(lines.join('\r'))
  })

  test('layout A: a zone says that it was read as print, a code that it was not', () => {
    const aims = [zoneReports('A', lines), inputReports('A', ascii('P<UTO'))].map(([report]) =>
      Buffer.from(report ?? []).toString('latin1', 2, 5),
    )
    expect(aims).toEqual([']o1', ']Q1'])
  })

  test('layout C, which has no room for a zone, has a read for each of its lines', () => {
    const reports = zoneReports('C', lines)
    expect(reports.map((report) => Buffer.from(report).toString('ascii', 2, 46))).toEqual(lines)
  })
})
