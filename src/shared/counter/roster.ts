import type { PlaceName, TicketNumber } from './admission.ts'

/** One line of a roster: somebody whom the roster's owner awaits, by the owner's own pseudonym. */
export interface RosterEntry {
  readonly ticket: TicketNumber
  readonly session: PlaceName
  readonly seat: PlaceName
  /** Null where the roster has no rooms. */
  readonly room: PlaceName | null
  /** The relying party's pseudonym for the person: a check then passes that person alone. */
  readonly expected: string
  /** What the owner wants staff to read beside it. */
  readonly display: string | null
}

export interface RosterSession {
  readonly session: PlaceName
  /** When it begins, in milliseconds since 1970-01-01 UTC. */
  readonly start: number
}

export interface Roster {
  readonly entries: readonly RosterEntry[]
  readonly sessions: readonly RosterSession[]
}

export const rosterColumns = ['ticket', 'seat', 'room', 'session', 'start', 'expected', 'display'] as const
export type RosterColumn = (typeof rosterColumns)[number]

/** What a roster's text was written in: UTF-8, the same with a mark before it, or GBK and what contains it. */
export const rosterEncodings = ['utf-8', 'utf-8-bom', 'gb18030'] as const
export type RosterEncoding = (typeof rosterEncodings)[number]

/**
 * Why a file as a whole was refused.
 *
 * | fault | what is the matter |
 * |---|---|
 * | `unreadable` | there is no such file, or it cannot be read |
 * | `too-large` | it is larger than 32 MiB |
 * | `spreadsheet` | it is a workbook (xlsx, xls) and not text: save it as CSV |
 * | `utf-16` | it is UTF-16 (a spreadsheet's "Unicode text"): save it as CSV UTF-8 |
 * | `broken-utf-8` | it is UTF-8 in which octets are wrong or missing: it was cut off or damaged |
 * | `unknown-encoding` | it is none of UTF-8, GBK and GB18030 |
 * | `not-kept` | nothing is wrong with it, but this terminal's disk did not take it |
 */
export const rosterFileFaults = [
  'unreadable',
  'too-large',
  'spreadsheet',
  'utf-16',
  'broken-utf-8',
  'unknown-encoding',
  'not-kept',
] as const
export type RosterFileFault = (typeof rosterFileFaults)[number]

/**
 * What is wrong with a line.
 *
 * | reason | what is the matter |
 * |---|---|
 * | `missing-column` | the first line lacks this column |
 * | `unknown-column` | the first line has a column that no roster has: take it out |
 * | `column-twice` | the first line names this column twice |
 * | `no-entries` | nobody stands below the first line |
 * | `too-many-lines` | more than 200,000 people; the rest was not read |
 * | `quote` | quotation marks are not closed, stand within a field, or a field goes over several lines |
 * | `too-long` | the line is longer than 2,048 characters |
 * | `fields` | the line has more or fewer fields than the first one |
 * | `control-character` | there is a control character in it |
 * | `empty` | nothing stands where something must |
 * | `form` | what stands there has not the form of this column |
 * | `rounded` | a spreadsheet made it a rounded number (`1.23457E+14`): format the column as text |
 * | `identity-number` | it is, or holds, an identity number (公民身份号码), which must not come here |
 * | `too-wide` | more than 20 ideographs or 40 letters |
 * | `undrawable` | it has a character that the screen cannot draw |
 * | `unknown-session` | the configuration names the sessions, and this is none of them |
 * | `no-start` | neither the roster nor the configuration says when this session begins |
 * | `start-differs` | another line, or the configuration (then no line is named), says another time for the session |
 * | `ticket-twice` | the ticket stands in another line too, for the same session |
 */
export const rosterLineFaults = [
  'missing-column',
  'unknown-column',
  'column-twice',
  'no-entries',
  'too-many-lines',
  'quote',
  'too-long',
  'fields',
  'control-character',
  'empty',
  'form',
  'rounded',
  'identity-number',
  'too-wide',
  'undrawable',
  'unknown-session',
  'no-start',
  'start-differs',
  'ticket-twice',
] as const
export type RosterLineFaultReason = (typeof rosterLineFaults)[number]

/** Points at what is wrong and repeats none of it: it may be anything, a name too. */
export interface RosterLineFault {
  /** Counted from 1, the line with the columns' names included. */
  readonly line: number
  /** Null where it is the whole line, or a column that no roster has. */
  readonly column: RosterColumn | null
  /** The field's place in the line, counted from 1; null where it is the whole line. */
  readonly field: number | null
  readonly reason: RosterLineFaultReason
  /** The other line, where two contradict each other. */
  readonly other: number | null
}

/** What came of an import. Unless it is `imported`, the roster is the one that was there before. */
export type RosterImport =
  | {
      readonly state: 'imported'
      readonly encoding: RosterEncoding
      readonly entries: number
      readonly sessions: readonly RosterSession[]
    }
  | { readonly state: 'refused-file'; readonly fault: RosterFileFault }
  | {
      readonly state: 'refused-lines'
      readonly encoding: RosterEncoding
      /** The first hundred, in the order of the lines. */
      readonly faults: readonly RosterLineFault[]
      /** How many more there are. */
      readonly further: number
    }
