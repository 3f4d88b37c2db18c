import type { RosterEncoding, RosterFileFault } from '../../../shared/counter/roster.ts'

export type RosterText =
  | { readonly encoding: RosterEncoding; readonly text: string }
  | { readonly fault: RosterFileFault }

const utf8Mark = [0xef, 0xbb, 0xbf]
const utf16Marks = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]
/** How a ZIP archive (xlsx, ods) and a compound file (xls) begin. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]

/** The text of a file: UTF-8 where it is that, GB18030 (of which GBK is a part) where it is that, and nothing else. */
export function readRosterText(bytes: Uint8Array): RosterText {
  const begins = (mark: readonly number[]) => mark.every((octet, index) => bytes[index] === octet)
  if (workbooks.some(begins)) return { fault: 'spreadsheet' }
  if (utf16Marks.some(begins) || isUnmarkedUtf16(bytes)) return { fault: 'utf-16' }
  const utf8 = decoded('utf-8', bytes)
  if (utf8 !== null) return { encoding: begins(utf8Mark) ? 'utf-8-bom' : 'utf-8', text: utf8 }
  if (begins(utf8Mark) || isMostlyUtf8(bytes)) return { fault: 'broken-utf-8' }
  const gb18030 = decoded('gb18030', bytes)
  return gb18030 === null ? { fault: 'unknown-encoding' } : { encoding: 'gb18030', text: gb18030 }
}

function decoded(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Whether every second octet at the beginning is nought: ordinary characters in UTF-16 without a mark. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64)
  const noughts = start.filter((octet) => octet === 0).length
  return start.length >= 4 && noughts >= start.length / 4 && bytes.length % 2 === 0
}

/** Whether more characters are whole than broken when it is read as UTF-8: of GBK, hardly one in ten is. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let [whole, broken] = [0, 0]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0xfffd) broken += 1
    else if (code > 0x7f) whole += 1
  }
  return whole > broken
}
