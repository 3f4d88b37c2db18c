import { z } from 'zod'
import { bizSeqSchema } from '../../../shared/check.ts'
import {
  type Admission,
  admissionSchema,
  type HallEntry,
  hallEntrySchema,
  hallSessionSchema,
  ticketNumberSchema,
} from '../../../shared/counter/admission.ts'
import { type CounterCheck, HallStoreError } from '../hall-store.ts'

/** Columns of `entry` in this order, as the readers below take them. */
export const entryColumns = 'seq, kind, session, ticket, gate, time, receipt, of, reason'

/** As SQLite gives it: a member that a kind does not have is a null in its column. */
const rowSchema = z.object({
  seq: z.unknown(),
  kind: z.string(),
  session: z.unknown(),
  ticket: z.unknown(),
  gate: z.unknown(),
  time: z.unknown(),
  receipt: z.unknown(),
  of: z.unknown(),
  reason: z.unknown(),
})

/** As the history's schema wants it. */
function members(row: unknown): Record<string, unknown> {
  const columns = parsed(rowSchema, row)
  const present = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null))
  if (columns.kind === 'undone') return present
  return { ...present, verdict: columns.kind === 'failed' ? 'fail' : 'pass' }
}

/** @throws HallStoreError `damaged` for a row that no hall store writes */
function parsed<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  const result = schema.safeParse(row)
  if (!result.success) throw new HallStoreError('damaged')
  return result.data
}

export function readEntry(row: unknown): HallEntry {
  return parsed(hallEntrySchema, members(row))
}

export function readAdmission(row: unknown): Admission {
  return parsed(admissionSchema, members(row))
}

const pendingSchema = z.object({
  bizSeq: bizSeqSchema,
  session: hallSessionSchema,
  ticket: ticketNumberSchema,
  time: z.int().min(0),
})

export function readPending(row: unknown): CounterCheck {
  return parsed(pendingSchema, row)
}

const tallySchema = z.object({
  kind: z.enum(['admitted', 'repeated', 'failed', 'undone']),
  count: z.int().min(0),
})

export function readTally(row: unknown): z.infer<typeof tallySchema> {
  return parsed(tallySchema, row)
}
