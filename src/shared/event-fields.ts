import { z } from 'zod'
import { bizSeqSchema, receiptNumberSchema } from './check.ts'
import { noticeVersionSchema } from './service-config.ts'
import { events, type EventDefinition, type EventId, type FieldKind } from './events.ts'

/** The run-time side of the table of events: what reaches a record is checked again, whatever the types said. */

const wholeNumber = z.int().min(0)

const schemaOfKind: Readonly<Record<Extract<FieldKind, string>, z.ZodType>> = {
  count: wholeNumber,
  duration: wholeNumber,
  bizSeq: bizSeqSchema,
  receipt: receiptNumberSchema,
  notice: noticeVersionSchema,
  usbId: z.int().min(0).max(0xffff),
}

/** Whether a value is one that this kind of field can hold. */
export function isFieldValue(kind: FieldKind, value: unknown): boolean {
  if (typeof kind === 'string') return schemaOfKind[kind].safeParse(value).success
  return typeof value === 'string' && kind.includes(value)
}

export function isEventId(id: string): id is EventId {
  return Object.hasOwn(events, id)
}

/** Something was to be recorded that the table does not have. It names the event's field, never a value. */
export class EventRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EventRefused'
  }
}

/**
 * The fields of one event as JSON, in the order of the table: the one form in which they are kept.
 * @throws EventRefused when the event, a field or a value is not in the table, or a field is missing
 */
export function writeEventFields(id: string, fields: object): string {
  if (!isEventId(id)) throw new EventRefused('no such event')
  const kinds: EventDefinition['fields'] = events[id].fields
  const given = new Map<string, unknown>(Object.entries(fields))
  const written: Record<string, unknown> = {}
  for (const [name, kind] of Object.entries(kinds)) {
    const value = given.get(name)
    if (!isFieldValue(kind, value)) throw new EventRefused(`${id}: field ${name} missing or not of its kind`)
    written[name] = value
    given.delete(name)
  }
  if (given.size > 0) throw new EventRefused(`${id}: a field too many`)
  return JSON.stringify(written)
}
