import { z } from 'zod'
import { receiptNumberSchema } from '../check.ts'
import { isDrawn } from '../drawn-characters.ts'
import { widthOf } from '../text-width.ts'
import { resemblesIdentity } from './identity-number.ts'
import { narrow } from './narrow.ts'

/** What a hall keeps of whom it let in: numbers and moments, never who it was. */

/** The number on somebody's ticket (准考证号 and the like): letters, digits and hyphens, and never an identity number, nor one within. */
export const ticketNumberSchema = z
  .string()
  .regex(/^[0-9A-Z][0-9A-Z-]{0,31}$/)
  .refine((text) => !resemblesIdentity(text))
  .brand('TicketNumber')
export type TicketNumber = z.infer<typeof ticketNumberSchema>

/** A ticket number as it was typed, scanned or found in a file, in its one form; null when it is none. */
export function readTicketNumber(text: string): TicketNumber | null {
  return ticketNumberSchema.safeParse(narrow(text).toUpperCase()).data ?? null
}

/**
 * Name of a session, a room or a seat as the roster's owner writes it, such as `上午`, `3-201` or `07`: one line, so short
 * that a screen shows it whole, beginning with a letter or a digit.
 */
export const placeNameSchema = z
  .string()
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .:/_()《》·、-]*[\p{L}\p{M}\p{N})》])?$/u)
  .refine((text) => widthOf(text) <= 40 && Array.from(text).every(isDrawn))
  .brand('PlaceName')
export type PlaceName = z.infer<typeof placeNameSchema>

/** Such a name as it was written, in its one form; null when it is none. */
export function readPlaceName(text: string): PlaceName | null {
  return placeNameSchema.safeParse(narrow(text)).data ?? null
}

/**
 * A session in what a hall keeps: its name, with the day on which it begins before it where it has a beginning
 * (`2026-12-05 上午`). Tomorrow's sessions have today's names, and tickets come again.
 */
export const hallSessionSchema = z.union([
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} /)
    .refine((text) => placeNameSchema.safeParse(text.slice('2026-12-05 '.length)).success)
    .brand('DatedSession'),
  placeNameSchema,
])
export type HallSession = z.infer<typeof hallSessionSchema>

/** Number of a gate, as it stands above it: one counter's terminal. */
export const gateSchema = z.string().regex(/^[0-9A-Z]{1,4}$/)

/**
 * Why an admission is taken back.
 *
 * | reason | what happened |
 * |---|---|
 * | `mistaken-scan` | 误扫: nobody was to be let in |
 * | `wrong-ticket` | 准考证拿错: the ticket was somebody else's |
 * | `did-not-enter` | 核验后未入场: checked, and then not let in or gone |
 * | `practice` | 演练: a try-out before the doors open |
 */
export const undoReasons = ['mistaken-scan', 'wrong-ticket', 'did-not-enter', 'practice'] as const
export type UndoReason = (typeof undoReasons)[number]

const entryFields = {
  /** 1, 2, 3, … in the order in which the hall decided: the clocks of two gates may differ, this does not. */
  seq: z.int().min(1),
  session: hallSessionSchema,
  ticket: ticketNumberSchema,
  gate: gateSchema,
  /** By the clock of that gate, milliseconds since 1970-01-01 UTC. */
  time: z.int().min(0),
}

/** Somebody was let in. */
export const admissionSchema = z.strictObject({
  ...entryFields,
  kind: z.literal('admitted'),
  verdict: z.literal('pass'),
  receipt: receiptNumberSchema,
})
export type Admission = z.infer<typeof admissionSchema>

/** One line of a hall's history. */
export const hallEntrySchema = z.discriminatedUnion('kind', [
  admissionSchema,
  /** A pass for a ticket that had been let in meanwhile. */
  z.strictObject({
    ...entryFields,
    kind: z.literal('repeated'),
    verdict: z.literal('pass'),
    receipt: receiptNumberSchema,
    /** `seq` of the admission that stood. */
    of: z.int().min(1),
  }),
  z.strictObject({
    ...entryFields,
    kind: z.literal('failed'),
    verdict: z.literal('fail'),
    receipt: receiptNumberSchema,
  }),
  /** An admission was taken back. */
  z.strictObject({
    ...entryFields,
    kind: z.literal('undone'),
    /** `seq` of that admission. */
    of: z.int().min(1),
    reason: z.enum(undoReasons),
  }),
])
export type HallEntry = z.infer<typeof hallEntrySchema>
export type HallEntryKind = HallEntry['kind']

/** Of one session. */
export interface HallCounts {
  /** Let in, and not taken back. */
  readonly admitted: number
  readonly failed: number
  readonly repeated: number
  readonly undone: number
}
