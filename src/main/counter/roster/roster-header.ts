import { narrow } from '../../../shared/counter/narrow.ts'
import { type RosterColumn, type RosterLineFault, rosterColumns } from '../../../shared/counter/roster.ts'

/** What each column may be called, compared without spaces, hyphens and case. */
const names: Readonly<Record<RosterColumn, readonly string[]>> = {
  ticket: ['准考证号', '准考证号码', '准考證號', '准考證號碼', 'ticket', 'ticketnumber', 'ticketno'],
  seat: ['座位号', '座号', '座位', '座位號', '座號', 'seat', 'seatnumber', 'seatno'],
  room: ['考场', '考场号', '考場', '考場號', 'room', 'roomnumber', 'roomno'],
  session: ['场次', '考试场次', '場次', '考試場次', 'session'],
  start: ['开始时间', '开考时间', '開始時間', '開考時間', 'start', 'starttime'],
  expected: [
    '网络身份应用标识',
    '应用标识',
    '網絡身份應用標識',
    '網路身分應用標識',
    '應用標識',
    'expected',
    'pseudonym',
  ],
  display: ['显示文字', '顯示文字', 'display', 'displaytext'],
}

const columnOf = new Map(rosterColumns.flatMap((column) => names[column].map((name) => [name, column])))

/** A roster without these is none. Rooms are needed where a gate leads to some only; sessions, where there are several. */
const needed: readonly RosterColumn[] = ['ticket', 'seat', 'expected']

/** In which field of a line each column stands, counted from 0. */
export type RosterHeader = ReadonlyMap<RosterColumn, number>

/**
 * @param alsoNeeded what the configuration makes necessary
 * @returns the columns, or what is wrong with the first line
 */
export function readRosterHeader(
  fields: readonly string[],
  alsoNeeded: readonly RosterColumn[],
): { readonly header: RosterHeader } | { readonly faults: readonly RosterLineFault[] } {
  const header = new Map<RosterColumn, number>()
  const faults: RosterLineFault[] = []
  for (const [index, field] of fields.entries()) {
    const column =
      columnOf.get(
        narrow(field)
          .toLowerCase()
          .replace(/[\s_-]/g, ''),
      ) ?? null
    const at = { line: 1, column, field: index + 1, other: null }
    if (column === null) faults.push({ ...at, reason: 'unknown-column' })
    else if (header.has(column)) faults.push({ ...at, reason: 'column-twice' })
    else header.set(column, index)
  }
  for (const column of [...needed, ...alsoNeeded]) {
    if (!header.has(column)) {
      faults.push({ line: 1, column, field: null, reason: 'missing-column', other: null })
    }
  }
  return faults.length > 0 ? { faults } : { header }
}
