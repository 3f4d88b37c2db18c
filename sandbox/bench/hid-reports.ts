/**
 * What an HID POS scanner puts on its cable: input reports of 64 bytes, as hidraw gives them (report id first).
 * Written from the scanners' side; the terminal's parser shares nothing with it.
 *
 * | layout | id | length | AIM | data | symbology | continued |
 * |---|---|---|---|---|---|---|
 * | A | 02 | [1] ≤ 56 | [2..4] `]Q1` | [5..60] | [61] 73 | [63] bit 0 |
 * | shifted A | 02 | [1] ≤ 56 | [3..5] `]Q1` | [6..61] | [62] 73 | [63] bit 0 |
 * | B | 02 | [1] ≤ 56 | none | [2..57] | [62] 73 | [63] bit 0 |
 * | C | 01 | [1] ≤ 62 | none | [2..63] | none | never: a longer code comes as several |
 */
export const layouts = ['A', 'shifted-A', 'B', 'C'] as const
export type Layout = (typeof layouts)[number]

export const reportLength = 64
/** AIM identifiers (ISO/IEC 15424): `]Q1`, and `]o1` of text that was read as print. */
const aims = { qr: [0x5d, 0x51, 0x31], text: [0x5d, 0x6f, 0x31] } as const
export type Symbology = keyof typeof aims
/** What makers say of text is not known. */
const vendors = { qr: 0x73, text: 0x00 } as const

interface Shape {
  readonly id: number
  readonly aimAt: number | null
  readonly dataAt: number
  readonly most: number
  readonly symbologyAt: number | null
  readonly continues: boolean
}

const shapes: Readonly<Record<Layout, Shape>> = {
  A: { id: 2, aimAt: 2, dataAt: 5, most: 56, symbologyAt: 61, continues: true },
  'shifted-A': { id: 2, aimAt: 3, dataAt: 6, most: 56, symbologyAt: 62, continues: true },
  B: { id: 2, aimAt: null, dataAt: 2, most: 56, symbologyAt: 62, continues: true },
  C: { id: 1, aimAt: null, dataAt: 2, most: 62, symbologyAt: null, continues: false },
}

/** The reports of one scanned code or text, in order; an empty one is one report with no data. */
export function inputReports(layout: Layout, code: Uint8Array, symbology: Symbology = 'qr'): Uint8Array[] {
  const shape = shapes[layout]
  const count = Math.max(1, Math.ceil(code.length / shape.most))
  return Array.from({ length: count }, (_, index) => {
    const data = code.subarray(index * shape.most, (index + 1) * shape.most)
    const report = new Uint8Array(reportLength)
    report[0] = shape.id
    report[1] = data.length
    if (shape.aimAt !== null) report.set(aims[symbology], shape.aimAt)
    report.set(data, shape.dataAt)
    if (shape.symbologyAt !== null) report[shape.symbologyAt] = vendors[symbology]
    if (shape.continues && index < count - 1) report[reportLength - 1] = 1
    return report
  })
}

/**
 * The reports of a machine readable zone: all lines in one read, with a carriage return between them, or one by one
 * where the layout has no room for that.
 */
export function zoneReports(layout: Layout, lines: readonly string[]): Uint8Array[] {
  const reads = shapes[layout].continues ? [lines.join('\r')] : lines
  return reads.flatMap((read) => inputReports(layout, Buffer.from(read, 'ascii'), 'text'))
}
