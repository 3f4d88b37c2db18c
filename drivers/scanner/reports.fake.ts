import { walletCodeLength, walletCodePrefix } from '../../src/shared/wallet-code.ts'
import type { HidPosLayout } from './hid-pos-report.ts'

/** Reports as scanners send them, for tests. Written apart from the reader, so that both must agree. */

export const newland = 0x1eab
export const honeywell = 0x0c2e
export const youjie = 0x23d0
/** A maker without particulars. */
export const someMaker = 0x05e0

export interface ReportContent {
  readonly data: string | Uint8Array
  readonly continued?: boolean
  readonly aim?: string
}

const encoder = new TextEncoder()

export function writeReport(
  layout: HidPosLayout,
  { data, continued = false, aim = ']Q1' }: ReportContent,
): Uint8Array {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data
  const report = new Uint8Array(64)
  report[0] = layout === 'c' ? 0x01 : 0x02
  report[1] = bytes.length
  switch (layout) {
    case 'a':
      report.set(encoder.encode(aim), 2)
      report.set(bytes, 5)
      report[61] = 0x73
      break
    case 'a-shifted':
      report.set(encoder.encode(aim), 3)
      report.set(bytes, 6)
      report[62] = 0x73
      break
    case 'b':
    case 'c':
      report.set(bytes, 2)
      break
  }
  if (continued) report[63] = 0x01
  return report
}

/** All reports of one code, cut into pieces of `size` octets. */
export function writeReports(
  layout: HidPosLayout,
  code: string | Uint8Array,
  { size = layout === 'c' ? 62 : 56, aim = ']Q1' }: { readonly size?: number; readonly aim?: string } = {},
): Uint8Array[] {
  const bytes = typeof code === 'string' ? encoder.encode(code) : code
  const reports: Uint8Array[] = []
  for (let at = 0; at < bytes.length || at === 0; at += size) {
    const continued = at + size < bytes.length
    reports.push(writeReport(layout, { data: bytes.subarray(at, at + size), continued, aim }))
  }
  return reports
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A code of the right form; the same seed gives the same code. */
export function walletCode(seed = 1): string {
  let text: string = walletCodePrefix
  let state = seed
  while (text.length < walletCodeLength) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    text += alphabet[(state >>> 16) & 63]
  }
  return text
}
