import type { Language, PresentHint, ReaderState, UnavailableCause } from '../journey-view.ts'
import type { HallCounts, HallEntryKind, PlaceName, TicketNumber, UndoReason } from './admission.ts'
import type { CounterKind } from './counter-config.ts'
import type { lateOutcomes } from './counter-events.ts'
import type { RosterFileFault, RosterLineFault } from './roster.ts'

/** All that the counter's screen and the citizen's display are told. No identity, no serial number, no receipt. */

/** Where the notice stands that people are checked under. */
export const noticePlaces = ['print', 'display'] as const
export type NoticePlace = (typeof noticePlaces)[number]

/** What the roster's or the list's owner says of a ticket. */
export interface Awaited {
  readonly ticket: TicketNumber
  /** Seat of a candidate, room of a guest; null where the list has none. */
  readonly place: string | null
  /** The owner's own line of text. */
  readonly text: string | null
}

/** Why a ticket is not checked at all. */
export const ticketRefusals = [
  'unknown-ticket',
  'wrong-session',
  'wrong-room',
  'too-early',
  'too-late',
  'admitted-before',
] as const
export type TicketRefusal = (typeof ticketRefusals)[number]

/** How it ended for the last person; it stands until the next one is there. */
export type CounterResult =
  | { readonly kind: 'admitted'; readonly whom: Awaited; readonly isLate: boolean }
  /** A guest: whether the platform was asked to deliver to the hotel what the law makes it keep. */
  | { readonly kind: 'checked'; readonly whom: Awaited | null; readonly delivery: 'asked' | 'not-asked' }
  | { readonly kind: 'failed'; readonly whom: Awaited | null }
  | {
      readonly kind: 'unavailable'
      readonly whom: Awaited | null
      readonly cause: UnavailableCause | 'store'
    }
  | { readonly kind: 'unknown-ticket'; readonly ticket: TicketNumber }
  | { readonly kind: 'wrong-session'; readonly whom: Awaited; readonly session: string }
  | { readonly kind: 'wrong-room'; readonly whom: Awaited; readonly room: string }
  /** `at`: milliseconds since 1970-01-01 UTC */
  | { readonly kind: 'too-early'; readonly whom: Awaited; readonly at: number }
  | { readonly kind: 'too-late'; readonly whom: Awaited; readonly at: number }
  | { readonly kind: 'admitted-before'; readonly whom: Awaited; readonly at: number; readonly gate: string }

/** One line of the last ten, or of a ticket's history. */
export interface CounterLine {
  readonly seq: number
  readonly kind: HallEntryKind
  readonly ticket: TicketNumber
  readonly gate: string
  readonly time: number
  readonly reason: UndoReason | null
}

/** What was found of a ticket. */
export interface Found {
  readonly ticket: TicketNumber
  readonly whom: Awaited | null
  readonly lines: readonly CounterLine[]
  /** Number of the admission that can be taken back; null where there is none. */
  readonly undoable: number | null
  /** What became of the last undoing here. */
  readonly undone: 'done' | 'not-admitted' | 'not-kept' | null
}

/** A session's admissions as a file of their own. */
export type Exported =
  /** `name` of the file in the configured folder */
  { readonly state: 'written'; readonly name: string } | { readonly state: 'not-written' }

export interface Tally extends HallCounts {
  /** How many people were checked in the last ten minutes. */
  readonly lately: number
}

/** What the desk does with the next person. */
export type DeskStep =
  /** A ticket number is awaited; nothing is armed. */
  | { readonly name: 'number' }
  | { readonly name: 'looking-up' }
  /** The guest is asked whether data may be delivered. */
  | { readonly name: 'consent'; readonly whom: Awaited }
  /** Armed: what is presented now is this person's. */
  | {
      readonly name: 'present'
      readonly whom: Awaited | null
      readonly reader: ReaderState
      readonly hint: PresentHint
    }
  | { readonly name: 'verifying'; readonly whom: Awaited | null }
  /** No readers could be armed; nothing is tried again by itself. */
  | { readonly name: 'broken' }
  /** Nobody can be checked: platform or journal. */
  | { readonly name: 'stopped' }

export interface SessionChoice {
  readonly name: PlaceName
  /** The rooms behind this gate; null where it leads to all of them. */
  readonly rooms: readonly string[] | null
  /** Milliseconds since 1970-01-01 UTC; null for a desk that has no beginning. */
  readonly starts: number | null
}

/** `not-kept`: the PIN was not looked at, for that somebody tries could not be kept. */
export type LogInRefusal = 'wrong-pin' | 'not-kept'

export type CounterScreen =
  | {
      readonly name: 'locked'
      readonly staff: readonly string[]
      /** Why it is still locked. */
      readonly refused: LogInRefusal | null
      /** Until when no PIN is taken, milliseconds since 1970-01-01 UTC; null when one is. */
      readonly waitUntil: number | null
      readonly isChecking: boolean
    }
  | {
      readonly name: 'set-up'
      /** The list of people is being read. */
      readonly isReading: boolean
      readonly sessions: readonly SessionChoice[]
      readonly notices: readonly string[]
      readonly places: readonly NoticePlace[]
      /** Why no session can begin: the list of people cannot be used. */
      readonly listFault: ListFault | null
      /** What was under way when the terminal ended, and how it came out: nobody saw it. */
      readonly settled: readonly SettledTicket[]
    }
  | {
      readonly name: 'desk'
      readonly session: SessionChoice
      readonly notice: string
      readonly place: NoticePlace
      readonly step: DeskStep
      readonly result: CounterResult | null
      readonly tally: Tally
      readonly latest: readonly CounterLine[]
      /** Null while nothing is looked for. */
      readonly found: Found | null
      readonly exports: { readonly state: 'not-configured' | 'offered' } | Exported
    }

/** What is the matter with the roster or the list of arrivals. */
export type ListFault =
  | { readonly fault: RosterFileFault | 'form' }
  | {
      readonly fault: 'lines'
      /** The first of them. */
      readonly lines: readonly RosterLineFault[]
      /** How many more there are. */
      readonly further: number
    }

export interface SettledTicket {
  readonly ticket: TicketNumber
  readonly outcome: (typeof lateOutcomes)[number]
}

export interface CounterView {
  readonly kind: CounterKind
  readonly language: Language
  readonly languages: readonly Language[]
  readonly hall: string
  readonly gate: string
  readonly test: boolean
  readonly screen: CounterScreen
}

/** The citizen's display beside the counter. */
export type CounterDisplayScreen =
  /** The counter is locked, or no session runs. */
  | { readonly name: 'closed' }
  | { readonly name: 'notice'; readonly hint: PresentHint; readonly isArmed: boolean }
  /** `question` numbers what is asked, so that an answer which comes late is not taken for the next guest's. */
  | { readonly name: 'consent'; readonly question: number }
  | { readonly name: 'verifying' }
  | { readonly name: 'result'; readonly result: 'pass' | 'fail' | 'unavailable' | 'ask-staff' }

export interface CounterDisplayView {
  readonly kind: CounterKind
  readonly language: Language
  readonly languages: readonly Language[]
  readonly hall: string
  readonly test: boolean
  readonly handler: string
  readonly contact: string
  readonly notice: string | null
  readonly screen: CounterDisplayScreen
}
