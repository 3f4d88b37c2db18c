import { z } from 'zod'
import {
  authModes,
  bizSeqSchema,
  customNumberSchema,
  policySchema,
  receiptNumberSchema,
  subjects,
  terminalNumberSchema,
} from '../../../src/shared/check.ts'
import { noticeVersionSchema } from '../../../src/shared/service-config.ts'
import { events, type FieldKind } from '../../../src/shared/events.ts'
import { verdicts } from '../../../src/shared/verdict.ts'
import { consentNumberSchema } from '../../../src/shared/wire.ts'
import { ageMarks } from '../../platform/citizens/age-marks.ts'
import { retainableFields } from '../../platform/citizens/policy-terms.ts'
import { factorNames } from '../../platform/factors/factor.ts'
import { approvalStages } from '../../platform/store/approvals.ts'
import { failCauses } from '../../platform/store/checks.ts'
import type { JournalEntry, StoredColumn, StoredRow } from '../api.ts'

/** What tells people apart: these values stand out on the page. */
export const personal = ['citizen', 'guardian', 'pseudonym', 'age', 'retained'] as const

/**
 * What a value tells of a check. `nothing`: it is of a closed form that has no room for a person, a place or a purpose.
 * `unknown`: this page does not know the column, or the value is not of the column's form; then nothing is claimed.
 */
export type Tells = (typeof personal)[number] | 'when' | 'party' | 'place' | 'purpose' | 'nothing' | 'unknown'

export interface Cell extends StoredColumn {
  readonly tells: Tells
}

/** One row of a database or one record of the journal, as the page draws it. */
export interface Entry {
  readonly key: string
  /** The table, or the event. */
  readonly name: string
  /** The column by which it belongs to the check; its value is the check's serial number. */
  readonly by: string
  /** What stands in it beside that, what is empty left out. */
  readonly cells: readonly Cell[]
  /** Columns with nothing in them. */
  readonly empty: readonly string[]
  /** Every column as it is stored. */
  readonly stored: readonly StoredColumn[]
}

export function isPersonal({ tells }: Cell): boolean {
  return personal.some((one) => one === tells)
}

type Form = readonly [tells: Tells, schema: z.ZodType]

/** A text that holds JSON of this form. */
const json = (schema: z.ZodType) =>
  z.string().refine((text) => {
    try {
      return schema.safeParse(JSON.parse(text)).success
    } catch (error) {
      if (error instanceof SyntaxError) return false
      throw error
    }
  })

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const octets = z.strictObject({ octets: z.string() })
const count = z.int().min(0)
const moment: Form = ['when', z.int()]
const serial: Form = ['nothing', bizSeqSchema]

/** What the stores' columns tell, and the only form in which they do. */
const columnForms: Readonly<Record<string, Form>> = {
  biz_seq: serial,
  used_by: serial,
  consent: ['nothing', consentNumberSchema],
  number: ['nothing', z.union([consentNumberSchema, receiptNumberSchema])],
  receipt: ['nothing', receiptNumberSchema],
  digest: ['nothing', digest],
  request_digest: ['nothing', digest],
  anchor: ['nothing', digest],
  request: ['nothing', octets],
  reply: ['nothing', octets],
  // Drawn by lot at enrolment: it says nothing of the place.
  terminal: ['nothing', terminalNumberSchema],
  custom_number: ['party', customNumberSchema],
  policy: ['party', policySchema],
  mode: ['nothing', z.enum(authModes)],
  subject: ['nothing', z.enum(subjects)],
  verdict: ['nothing', z.enum(verdicts)],
  cause: ['nothing', z.enum(failCauses)],
  stage: ['nothing', z.enum(approvalStages)],
  proven: ['nothing', json(z.array(z.enum(factorNames)))],
  digits: ['nothing', z.string().regex(/^[0-9]{2}$/)],
  attempts: ['nothing', count],
  step: ['nothing', count],
  counter: ['nothing', count],
  misses: ['nothing', count],
  fields: ['nothing', json(z.array(z.enum(retainableFields)))],
  citizen: ['citizen', z.string()],
  guardian: ['guardian', z.string()],
  pseudonym: ['pseudonym', z.string()],
  age_mark: ['age', z.enum(ageMarks)],
  hall: ['place', z.string()],
  valid_until: moment,
}

function tellsOf({ name, value }: StoredColumn): Tells {
  // The platform has the digest of what a check is for; whoever has the words knows it.
  if (name === 'purpose') return digest.safeParse(value).success ? 'nothing' : 'purpose'
  const form = Object.hasOwn(columnForms, name) ? columnForms[name] : undefined
  const [tells, schema] = form ?? (name.endsWith('_at') ? moment : (['unknown', z.unknown()] as const))
  return schema.safeParse(value).success ? tells : 'unknown'
}

const retainedSchema = z.record(z.string(), z.string())

/** What the law makes a business keep stands in one column, name by name; each is a cell of its own here. */
function cellsOf(column: StoredColumn): Cell[] {
  const { name, value } = column
  if (name === 'fields' && typeof value === 'string' && json(retainedSchema).safeParse(value).success) {
    const fields = retainedSchema.parse(JSON.parse(value))
    return Object.entries(fields).map(([name, value]) => ({ name, value, tells: 'retained' }))
  }
  return [{ name, value, tells: tellsOf(column) }]
}

export function entryOfRow({ table, columns }: StoredRow, bizSeq: string): Entry {
  const by = columns.find(({ value }) => value === bizSeq)?.name ?? ''
  return {
    key: `${table} ${JSON.stringify(columns[0]?.value)}`,
    name: table,
    by,
    cells: columns.filter(({ name, value }) => name !== by && value !== null).flatMap(cellsOf),
    empty: columns.filter(({ value }) => value === null).map(({ name }) => name),
    stored: columns,
  }
}

function formOf(kind: FieldKind): z.ZodType {
  if (typeof kind !== 'string') return z.enum(kind)
  switch (kind) {
    case 'count':
    case 'duration':
      return count
    case 'usbId':
      return count.max(0xffff)
    case 'bizSeq':
      return bizSeqSchema
    case 'receipt':
      return receiptNumberSchema
    case 'notice':
      return noticeVersionSchema
  }
}

/** A journal has no room for a person: only a field that the closed table of events does not know could tell one. */
function tellsOfField(event: string, { name, value }: StoredColumn): Tells {
  const known: readonly [string, { readonly fields: Readonly<Record<string, FieldKind>> }][] =
    Object.entries(events)
  const fields = known.find(([id]) => id === event)?.[1].fields ?? {}
  const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
  return kind !== undefined && formOf(kind).safeParse(value).success ? 'nothing' : 'unknown'
}

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/** The fields of a record, in their order. */
export function fieldsOf({ fields }: JournalEntry): (StoredColumn & { readonly value: string | number })[] {
  return Object.entries(fieldsSchema.parse(JSON.parse(fields))).map(([name, value]) => ({ name, value }))
}

export function entryOfRecord(record: JournalEntry): Entry {
  const { seq, at, event } = record
  const fields = fieldsOf(record)
  return {
    key: String(seq),
    name: event,
    by: 'bizSeq',
    cells: [
      { name: 'time', value: at, tells: 'when' },
      ...fields
        .filter(({ name }) => name !== 'bizSeq')
        .map(({ name, value }): Cell => ({ name, value, tells: tellsOfField(event, { name, value }) })),
    ],
    empty: [],
    stored: [{ name: 'seq', value: seq }, { name: 'time', value: at }, ...fields],
  }
}
