import { z } from 'zod'
import { evidenceKinds } from '../../src/shared/check.ts'
import { sceneIds } from '../scenes/scene-ids.ts'
import { stageFaults } from '../scenes/stage-faults.ts'
import { failCauses } from '../platform/store/checks.ts'
import { verdicts } from '../../src/shared/verdict.ts'

/** What the four-sided page and its server say to each other. All times are milliseconds since 1970. */

export const outcomes = [...verdicts, 'unavailable', 'abandoned', 'open'] as const
export type Outcome = (typeof outcomes)[number]

const listedCheckSchema = z.object({
  bizSeq: z.string(),
  at: z.int(),
  outcome: z.enum(outcomes),
  /** What was presented; null until the platform has answered. */
  evidence: z.enum(evidenceKinds).nullable(),
})
export type ListedCheck = z.infer<typeof listedCheckSchema>

/** POST /api/stage: sets a scene up. */
export const stageSchema = z.strictObject({ scene: z.enum(sceneIds) })

/** What is said, with status 409, of a scene that could not be set up. */
export const stageRefusalSchema = z.object({ code: z.literal('stage'), fault: z.enum(stageFaults) })

/** Answer to GET /api/checks: what stands in the terminal's journal, the last check first. */
export const checksSchema = z.object({
  /** What everything is set up for. */
  scene: z.enum(sceneIds),
  /** Whether there is a journal to read. */
  terminal: z.boolean(),
  checks: z.array(listedCheckSchema),
})

/** One record of the terminal's journal as it stands there. */
const recordSchema = z.object({ seq: z.int(), at: z.int(), event: z.string(), fields: z.string() })
export type JournalEntry = z.infer<typeof recordSchema>

/** What stands in one column: text, a number, octets (hexadecimal, all of them), or nothing. */
const storedValueSchema = z.union([z.string(), z.number(), z.strictObject({ octets: z.string() }), z.null()])
export type StoredValue = z.infer<typeof storedValueSchema>

const storedColumnSchema = z.object({ name: z.string(), value: storedValueSchema })
export type StoredColumn = z.infer<typeof storedColumnSchema>

/** One row of a database, column by column. */
const rowSchema = z.object({ table: z.string(), columns: z.array(storedColumnSchema) })
export type StoredRow = z.infer<typeof rowSchema>

/** GET /api/sides?bizSeq=…: one check from its four sides. */
export const askedSidesSchema = z.strictObject({ bizSeq: z.string().regex(/^[0-9A-Za-z]{32}$/) })

export const sidesSchema = z.object({
  bizSeq: z.string(),
  outcome: z.enum(outcomes),
  citizen: z.object({
    /** What the citizen did at the screen, as the terminal noted it: neither who nor what was shown. */
    screens: z.array(recordSchema),
    /** What stands in the history on each phone that this check belongs to. */
    phones: z.array(
      z.object({
        at: z.int(),
        verdict: z.enum(verdicts),
        cause: z.enum(failCauses).nullable(),
        relyingParty: z.string(),
      }),
    ),
  }),
  terminal: z.object({
    /** The device host that served this check listened from then on, and its process ended then. */
    heldFrom: z.int(),
    goneAt: z.int().nullable(),
    /** Every record that the journal keeps of this check. */
    records: z.array(recordSchema),
  }),
  /** What the servers of relying parties keep of it: in whose database, and which rows. */
  relyingParties: z.array(z.object({ name: z.string(), rows: z.array(rowSchema) })),
  platform: z.array(rowSchema),
})
export type Sides = z.infer<typeof sidesSchema>
