import {
  type PlaceName,
  readPlaceName,
  readTicketNumber,
  type TicketNumber,
} from '../../../shared/counter/admission.ts'
import { readChinaTime } from '../../../shared/counter/read-china-time.ts'
import { isDrawn } from '../../../shared/drawn-characters.ts'
import { resemblesIdentity } from '../../../shared/counter/identity-number.ts'
import { narrow } from '../../../shared/counter/narrow.ts'
import type { RosterColumn, RosterEntry, RosterLineFaultReason } from '../../../shared/counter/roster.ts'
import { widthOf } from '../../../shared/text-width.ts'
import { pseudonymSchema } from '../../../shared/wire.ts'
import type { RosterHeader } from './roster-header.ts'

/** A value, or why there is none. */
type Read<Value> = { readonly value: Value } | { readonly reason: RosterLineFaultReason }

/** What a line says: an entry, and when its session begins where the roster tells. */
export interface RosterLine {
  readonly entry: RosterEntry
  readonly start: number | null
}

export interface FieldFault {
  readonly column: RosterColumn
  readonly reason: RosterLineFaultReason
}

/** How a spreadsheet writes a number that is too long for it. */
const rounded = /^[+-]?\d(?:\.\d+)?E\+?\d+$/i

const widest = 40

/**
 * Reads the fields of lines under one header. Names that come again and again are looked at once.
 * @param onlySession the session of every line where the roster has no column for it
 */
export function rosterLineReader(
  header: RosterHeader,
  onlySession: PlaceName | null,
): (fields: readonly string[]) => RosterLine | { readonly faults: readonly FieldFault[] } {
  const placeName = remembered(readName)
  const moment = remembered(readStart)

  return (fields) => {
    const faults: FieldFault[] = []
    const read = <Value>(column: RosterColumn, reader: (text: string) => Read<Value>): Value | null => {
      const index = header.get(column)
      if (index === undefined) return null
      const text = narrow(fields[index] ?? '')
      const result: Read<Value> = text === '' ? { reason: 'empty' } : reader(text)
      if ('value' in result) return result.value
      faults.push({ column, reason: result.reason })
      return null
    }
    const ticket = read('ticket', readTicket)
    const seat = read('seat', placeName)
    const room = read('room', placeName)
    const session = header.has('session') ? read('session', placeName) : onlySession
    const start = read('start', moment)
    const expected = read('expected', readPseudonym)
    const display = readDisplay(fields[header.get('display') ?? -1] ?? '')
    if ('reason' in display) faults.push({ column: 'display', reason: display.reason })
    else if (
      ticket !== null &&
      seat !== null &&
      session !== null &&
      expected !== null &&
      faults.length === 0
    ) {
      return { entry: { ticket, session, seat, room, expected, display: display.value }, start }
    }
    return { faults }
  }
}

function remembered<Value>(reader: (text: string) => Read<Value>): (text: string) => Read<Value> {
  const known = new Map<string, Read<Value>>()
  return (text) => {
    const read = known.get(text) ?? reader(text)
    known.set(text, read)
    return read
  }
}

function readTicket(text: string): Read<TicketNumber> {
  const value = readTicketNumber(text)
  if (value !== null) return { value }
  if (resemblesIdentity(text)) return { reason: 'identity-number' }
  return { reason: rounded.test(text) ? 'rounded' : 'form' }
}

function readName(text: string): Read<PlaceName> {
  if (resemblesIdentity(text)) return { reason: 'identity-number' }
  const value = readPlaceName(text)
  if (value !== null) return { value }
  return { reason: rounded.test(text) ? 'rounded' : (drawingFault(text) ?? 'form') }
}

function readStart(text: string): Read<number> {
  const value = readChinaTime(text)
  return value === null ? { reason: 'form' } : { value }
}

function readPseudonym(text: string): Read<string> {
  const value = pseudonymSchema.safeParse(text).data
  return value === undefined ? { reason: 'form' } : { value }
}

/** Null where nothing stands there: it is the one thing that a line may lack. */
function readDisplay(field: string): Read<string | null> {
  const text = field.trim()
  if (text === '') return { value: null }
  if (resemblesIdentity(text)) return { reason: 'identity-number' }
  const reason = drawingFault(text)
  return reason === null ? { value: text } : { reason }
}

function drawingFault(text: string): RosterLineFaultReason | null {
  if (widthOf(text) > widest) return 'too-wide'
  return Array.from(text).every(isDrawn) ? null : 'undrawable'
}
