import { existsSync } from 'node:fs'
import Database from 'libsql'
import { z } from 'zod'
import { bizSeqSchema, evidenceKinds } from '../../src/shared/check.ts'
import { verdicts } from '../../src/shared/verdict.ts'
import type { EventId, events } from '../../src/shared/events.ts'
import type { JournalEntry, ListedCheck, Outcome } from './api.ts'

const rowSchema = z.object({ seq: z.int(), time: z.int(), event: z.string(), fields: z.string() })

/** So many records are looked at, the last ones: some hundred checks. */
const most = 2_000

/** What a citizen did at the screen. */
export type JourneyEvent = Extract<EventId, `journey.${string}`>

/** Whether an event stands in the column of the citizen. */
export function isOfVisit(event: string): boolean {
  return event.startsWith('journey.')
}

/** Events that carry a check's serial number. */
export type RecordedOfCheck = {
  [Id in EventId]: (typeof events)[Id]['fields'] extends { readonly bizSeq: string } ? Id : never
}[EventId]

/** The last records of a terminal's journal, the oldest first; null where there is no journal yet. */
export function readTerminalJournal(file: string): JournalEntry[] | null {
  if (!existsSync(file)) return null
  const database = new Database(file, { readonly: true })
  try {
    const rows = database
      .prepare('select seq, time, event, fields from record order by seq desc limit ?')
      .all(most)
    return rowSchema
      .array()
      .parse(rows)
      .toReversed()
      .map(({ seq, time, event, fields }) => ({ seq, at: time, event, fields }))
  } finally {
    database.close()
  }
}

const completeSchema = z.object({
  bizSeq: bizSeqSchema,
  evidence: z.enum(evidenceKinds),
  verdict: z.enum(verdicts),
})
const ofCheckSchema = z.object({ bizSeq: z.string() })

/** The serial number in a record's fields, if it has one. */
function bizSeqOf({ fields }: JournalEntry): string | null {
  const parsed = ofCheckSchema.safeParse(JSON.parse(fields))
  return parsed.success ? parsed.data.bizSeq : null
}

/** Where the records of one check begin and end in a journal. */
interface Span {
  readonly bizSeq: string
  readonly from: number
  /** Index behind the last record before the next check is armed. */
  readonly to: number
}

function spansIn(journal: readonly JournalEntry[]): Span[] {
  const starts = journal.flatMap((record, from) => {
    const bizSeq = record.event === 'check.init' ? bizSeqOf(record) : null
    return bizSeq === null ? [] : [{ bizSeq, from }]
  })
  return starts.map(({ bizSeq, from }, index) => ({
    bizSeq,
    from,
    to: starts[index + 1]?.from ?? journal.length,
  }))
}

function outcomeOf(records: readonly JournalEntry[]): Pick<ListedCheck, 'outcome' | 'evidence'> {
  for (const { event, fields } of records) {
    if (event === 'check.complete') {
      const { verdict, evidence } = completeSchema.parse(JSON.parse(fields))
      return { outcome: verdict, evidence }
    }
    const ends: Partial<Record<string, Outcome>> = {
      'check.unavailable': 'unavailable',
      'check.abandoned': 'abandoned',
    }
    const outcome = ends[event]
    if (outcome) return { outcome, evidence: null }
  }
  return { outcome: 'open', evidence: null }
}

/** The checks in a journal, the last first. */
export function checksIn(journal: readonly JournalEntry[]): ListedCheck[] {
  return spansIn(journal)
    .map(({ bizSeq, from, to }) => {
      const { outcome, evidence } = outcomeOf(journal.slice(from, to))
      return { bizSeq, at: journal[from]?.at ?? 0, outcome, evidence }
    })
    .toReversed()
}

/** What a journal says of one check. */
export interface CheckInJournal extends Pick<ListedCheck, 'outcome'> {
  /** Of the visit that it belongs to, from the first touch to the end. */
  readonly screens: readonly JournalEntry[]
  readonly heldFrom: number
  readonly goneAt: number | null
  /** Those that carry its serial number. */
  readonly records: readonly JournalEntry[]
}

/** Undefined for a check that is not in the journal. */
export function checkIn(journal: readonly JournalEntry[], bizSeq: string): CheckInJournal | undefined {
  const span = spansIn(journal).find((span) => span.bizSeq === bizSeq)
  const armed = span && journal[span.from]
  if (!span || !armed) return undefined
  const within = journal.slice(span.from, span.to)
  const before = journal.slice(0, span.from).findLastIndex(({ event }) => event === 'journey.start')
  const end = journal.findIndex(({ event }, index) => index > span.from && event === 'journey.end')
  const visit = journal.slice(Math.max(0, before), end === -1 ? journal.length : end + 1)
  return {
    outcome: outcomeOf(within).outcome,
    screens: visit.filter(({ event }) => isOfVisit(event)),
    heldFrom: armed.at,
    goneAt: within.find(({ event }) => event === 'device-host.stopped')?.at ?? null,
    records: within.filter((record) => bizSeqOf(record) === bizSeq),
  }
}
