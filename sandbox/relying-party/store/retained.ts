import { z } from 'zod'
import { retainableFields, type RetainableField } from '../../platform/citizens/policy-terms.ts'
import { type RetainedFields, retainedFieldsSchema } from '../deliveries/retained-fields.ts'
import type { Connection } from './database.ts'

/** What a law makes this relying party keep of somebody who consented, until the consent is withdrawn or its days are over. */
export const retainedSchema = `
  create table if not exists retained (
    consent text primary key,
    biz_seq text not null,
    pseudonym text not null,
    fields text not null,
    ends_at integer not null
  ) strict;
`

export interface Retained {
  readonly consent: string
  /** Of the check that it came with. */
  readonly bizSeq: string
  readonly pseudonym: string
  readonly fields: RetainedFields
  readonly endsAt: number
}

/** Which fields are kept, without what stands in them. */
export function namesOf({ fields }: Retained): RetainableField[] {
  return retainableFields.filter((name) => fields[name] !== undefined)
}

const row = z
  .object({
    consent: z.string(),
    biz_seq: z.string(),
    pseudonym: z.string(),
    fields: z.string(),
    ends_at: z.int(),
  })
  .transform(({ fields, biz_seq: bizSeq, ends_at: endsAt, ...value }): Retained => ({
    ...value,
    bizSeq,
    fields: retainedFieldsSchema.parse(JSON.parse(fields)),
    endsAt,
  }))

export function retainedTable(connection: Connection) {
  const insert = connection.prepare('insert into retained values (?, ?, ?, ?, ?)')
  const all = connection.prepare('select * from retained order by rowid desc')
  const remove = connection.prepare('delete from retained where consent = ?')
  const removeEnded = connection.prepare('delete from retained where ends_at <= ?')
  return {
    keep: ({ consent, bizSeq, pseudonym, fields, endsAt }: Retained): void => {
      insert.run(consent, bizSeq, pseudonym, JSON.stringify(fields), endsAt)
    },
    all: (): Retained[] => z.array(row).parse(all.all()),
    /** @returns whether there was anything */
    forget: (consent: string): boolean => remove.run(consent).changes === 1,
    forgetEnded: (now: number): boolean => removeEnded.run(now).changes > 0,
  }
}
