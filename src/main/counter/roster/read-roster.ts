import { setImmediate } from 'node:timers/promises'
import type { PlaceName } from '../../../shared/counter/admission.ts'
import { readChinaTime } from '../../../shared/counter/read-china-time.ts'
import type { ExamTerms } from '../../../shared/counter/exam-terms.ts'
import type {
  Roster,
  RosterColumn,
  RosterEncoding,
  RosterEntry,
  RosterImport,
  RosterLineFault,
  RosterLineFaultReason,
} from '../../../shared/counter/roster.ts'
import { linesOf, readCsvLine } from './csv-line.ts'
import { readRosterHeader, type RosterHeader } from './roster-header.ts'
import { type RosterLine, rosterLineReader } from './roster-line.ts'
import { readRosterText } from './roster-text.ts'

const mostEntries = 200_000
const longestLine = 2_048
const mostFaults = 100

/** After so many lines whoever else has something to do comes first: a few milliseconds' worth. */
const linesAtOnce = 2_000

/** NUL and its like; a tab may stand beside a value and is cut off there. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/

export type RosterReading =
  | { readonly state: 'read'; readonly encoding: RosterEncoding; readonly roster: Roster }
  | Exclude<RosterImport, { readonly state: 'imported' }>

type Terms = Pick<ExamTerms, 'sessions' | 'rooms'>

/**
 * Reads a roster to its end, whatever is wrong with it, so that whoever made it can mend all of it at once.
 * Its form is in docs/counter.md.
 */
export async function readRoster(bytes: Uint8Array, terms: Terms): Promise<RosterReading> {
  const read = readRosterText(bytes)
  if ('fault' in read) return { state: 'refused-file', fault: read.fault }
  const { encoding, text } = read
  const found = faultList()
  const roster = await readLines(text, terms, found.add)
  const { faults, further } = found.list()
  return faults.length > 0
    ? { state: 'refused-lines', encoding, faults, further }
    : { state: 'read', encoding, roster }
}

type AddFault = (fault: RosterLineFault) => void

function faultList() {
  const faults: RosterLineFault[] = []
  let further = 0
  return {
    add: (fault: RosterLineFault) => {
      if (faults.length < mostFaults) faults.push(fault)
      else further += 1
    },
    list: () => ({ faults, further }),
  }
}

async function readLines(text: string, terms: Terms, add: AddFault): Promise<Roster> {
  const collected = rosterCollection(terms, add)
  let reader: ReturnType<typeof lineReader> = null
  let line = 0
  let entries = 0
  for (const raw of linesOf(text)) {
    line += 1
    if (line % linesAtOnce === 0) await setImmediate()
    const fields = fieldsOf(raw)
    if (line === 1) {
      reader = lineReader(fields, terms, add)
      if (reader === null) break
      continue
    }
    if (typeof fields !== 'string' && fields.every((field) => field.trim() === '')) continue
    entries += 1
    if (entries > mostEntries) {
      add(wholeLine(line, 'too-many-lines'))
      break
    }
    const read = reader?.(line, fields) ?? null
    if (read !== null) collected.take(line, read)
  }
  if (entries === 0 && (reader !== null || line === 0)) add(wholeLine(1, 'no-entries'))
  return collected.roster()
}

/** The fields of a line, or why it has none. */
function fieldsOf(raw: string): readonly string[] | RosterLineFaultReason {
  if (raw.length > longestLine) return 'too-long'
  if (control.test(raw)) return 'control-character'
  return readCsvLine(raw) ?? 'quote'
}

function wholeLine(line: number, reason: RosterLineFaultReason): RosterLineFault {
  return { line, column: null, field: null, reason, other: null }
}

/** How the lines under a header are read; null where the header cannot be. */
function lineReader(
  first: readonly string[] | RosterLineFaultReason,
  { sessions, rooms }: Terms,
  add: AddFault,
) {
  if (typeof first === 'string') {
    add(wholeLine(1, first))
    return null
  }
  const alsoNeeded: readonly RosterColumn[] = [
    ...(rooms ? (['room'] as const) : []),
    ...(sessions.length === 1 ? [] : (['session'] as const)),
  ]
  const read = readRosterHeader(first, alsoNeeded)
  if ('faults' in read) {
    for (const fault of read.faults) add(fault)
    return null
  }
  const { header } = read
  const fieldOf = (column: RosterColumn) => fieldNumber(header, column)
  const readFields = rosterLineReader(header, sessions[0]?.session ?? null)

  return (line: number, fields: readonly string[] | RosterLineFaultReason): PlacedLine | null => {
    if (typeof fields === 'string' || fields.length !== first.length) {
      add(wholeLine(line, typeof fields === 'string' ? fields : 'fields'))
      return null
    }
    const result = readFields(fields)
    if ('entry' in result) return { ...result, fieldOf }
    for (const { column, reason } of result.faults) {
      add({ line, column, field: fieldOf(column), reason, other: null })
    }
    return null
  }
}

interface PlacedLine extends RosterLine {
  readonly fieldOf: (column: RosterColumn) => number | null
}

function fieldNumber(header: RosterHeader, column: RosterColumn): number | null {
  const index = header.get(column)
  return index === undefined ? null : index + 1
}

/** Puts the lines together, and sees what only shows between them. */
function rosterCollection(terms: Terms, add: AddFault) {
  const entries: RosterEntry[] = []
  const lineOfTicket = new Map<string, number>()
  const configured = new Map(terms.sessions.map(({ session, start }) => [session, readChinaTime(start)]))
  const sessions = new Map<PlaceName, { readonly start: number; readonly line: number }>()

  const sessionFault = (
    line: number,
    { entry: { session }, start }: RosterLine,
  ): { reason: RosterLineFaultReason; column: RosterColumn; other: number | null } | null => {
    const set = configured.get(session) ?? null
    if (configured.size > 0 && set === null)
      return { reason: 'unknown-session', column: 'session', other: null }
    const said = start ?? set
    if (said === null) return { reason: 'no-start', column: 'session', other: null }
    if (set !== null && said !== set) return { reason: 'start-differs', column: 'start', other: null }
    const before = sessions.get(session)
    if (before && before.start !== said)
      return { reason: 'start-differs', column: 'start', other: before.line }
    if (!before) sessions.set(session, { start: said, line })
    return null
  }

  return {
    take(line: number, read: PlacedLine) {
      const { entry, fieldOf } = read
      const fault = sessionFault(line, read)
      if (fault) add({ line, field: fieldOf(fault.column), ...fault })
      const key = `${entry.ticket} ${entry.session}`
      const other = lineOfTicket.get(key)
      if (other === undefined) lineOfTicket.set(key, line)
      else add({ line, column: 'ticket', field: fieldOf('ticket'), reason: 'ticket-twice', other })
      entries.push(entry)
    },
    roster: (): Roster => ({
      entries,
      sessions: Array.from(sessions, ([session, { start }]) => ({ session, start })),
    }),
  }
}
