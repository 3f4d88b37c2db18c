/**
 * Input reports of HID POS bar code scanners (USB HID usage page 0x8C, usage 0x02): 64 octets, the report id among
 * them. All that is known of the makers' layouts stands in this file.
 *
 * | layout | id | length | AIM | data | vendor symbology | continued | known from |
 * |---|---|---|---|---|---|---|---|
 * | `a` | 0x02 | [1] | [2..4] | [5..60] | [61] | [63] bit 0 | several makers |
 * | `a-shifted` | 0x02 | [1] | [3..5] | [6..61] | [62] | [63] bit 0 | one source, and the places after AIM inferred |
 * | `b` (Newland) | 0x02 | [1] | none | [2..57] | [62] | [63] bit 0 | several sources |
 * | `c` (Microscan) | 0x01 | [1] | none | [2..63] | none | never | one source |
 *
 * The vendor symbology is not looked at: its values are the makers' own. What kind of symbol was read is taken from
 * AIM alone (ISO/IEC 15424: `]Q0` to `]Q6` is QR, `]o` text read as print), and where there is none, the code's form has to tell.
 */
export type HidPosLayout = 'a' | 'a-shifted' | 'b' | 'c'

/** Octets of one input report. */
export const hidPosReportLength = 64

const newland = 0x1eab

const flagCharacter = 0x5d

interface Places {
  readonly id: number
  readonly aim: number | null
  readonly data: number
  readonly capacity: number
  readonly continued: number | null
}

const places: Readonly<Record<HidPosLayout, Places>> = {
  a: { id: 0x02, aim: 2, data: 5, capacity: 56, continued: 63 },
  'a-shifted': { id: 0x02, aim: 3, data: 6, capacity: 56, continued: 63 },
  b: { id: 0x02, aim: null, data: 2, capacity: 56, continued: 63 },
  c: { id: 0x01, aim: null, data: 2, capacity: 62, continued: null },
}

/** Why a report was refused. */
export type HidPosFault =
  | 'report-length'
  | 'report-id'
  | 'unknown-layout'
  | 'data-length'
  | 'empty-but-continued'

export interface HidPosFragment {
  readonly type: 'fragment'
  readonly layout: HidPosLayout
  /** `unknown` where the layout has no AIM, and in continued reports, which need not repeat it. */
  readonly symbology: 'qr' | 'text' | 'other' | 'unknown'
  /** A view into the report. */
  readonly data: Uint8Array
  /** The code goes on in the next report. */
  readonly continued: boolean
}

export interface HidPosRefusal {
  readonly type: 'refusal'
  readonly fault: HidPosFault
}

function refusal(fault: HidPosFault): HidPosRefusal {
  return { type: 'refusal', fault }
}

function isBetween(value: number | undefined, first: string, last: string): boolean {
  return value !== undefined && value >= first.charCodeAt(0) && value <= last.charCodeAt(0)
}

/** Flag character, code character (a letter), modifier (a digit or letter). */
function isAim(report: Uint8Array, at: number): boolean {
  const letter = report[at + 1]
  const modifier = report[at + 2]
  return (
    report[at] === flagCharacter &&
    (isBetween(letter, 'A', 'Z') || isBetween(letter, 'a', 'z')) &&
    (isBetween(modifier, '0', '9') || isBetween(modifier, 'A', 'Z') || isBetween(modifier, 'a', 'z'))
  )
}

function symbologyAt(report: Uint8Array, at: number): HidPosFragment['symbology'] {
  if (!isAim(report, at)) return 'unknown'
  const letter = report[at + 1]
  if (letter === 'Q'.charCodeAt(0) && isBetween(report[at + 2], '0', '6')) return 'qr'
  return letter === 'o'.charCodeAt(0) ? 'text' : 'other'
}

/**
 * The layout of the first report of a code. AIM is looked for before the vendor is asked, so that a Newland scanner
 * set to layout A is understood too. A layout-B code that itself begins with AIM's form is then misread, which does
 * no harm: no 网证 code holds the flag character.
 */
function layoutOf(report: Uint8Array, vendorId: number): HidPosLayout | null {
  if (report[0] === places.c.id) return 'c'
  if (isAim(report, 2)) return 'a'
  if (isAim(report, 3)) return 'a-shifted'
  return vendorId === newland ? 'b' : null
}

/**
 * Reads one input report as hidraw gives it, report id first. Copies nothing and keeps nothing.
 * @param continuing layout of the code that this report goes on with; null for the first report of a code
 */
export function readHidPosReport(
  report: Uint8Array,
  vendorId: number,
  continuing: HidPosLayout | null,
): HidPosFragment | HidPosRefusal {
  if (report.length !== hidPosReportLength) return refusal('report-length')
  if (report[0] !== places.a.id && report[0] !== places.c.id) return refusal('report-id')
  const layout = continuing ?? layoutOf(report, vendorId)
  if (layout === null) return refusal('unknown-layout')
  const { id, aim, data, capacity, continued: flag } = places[layout]
  if (report[0] !== id) return refusal('report-id')
  const length = report[1] ?? 0
  if (length > capacity) return refusal('data-length')
  const continued = flag !== null && ((report[flag] ?? 0) & 1) === 1
  if (continued && length === 0) return refusal('empty-but-continued')
  return {
    type: 'fragment',
    layout,
    symbology: aim === null ? 'unknown' : symbologyAt(report, aim),
    data: report.subarray(data, data + length),
    continued,
  }
}
