import { z } from 'zod'
import { retainableFields, type RetainableField } from '../citizens/policy-terms.ts'
import type { Connection } from './database.ts'

/**
 * Beside its least mode a policy may name fields that its relying party has to keep by law, and whether its server
 * gets the age mark. A consent says which of them a citizen agreed to; it holds the names of fields, never a value.
 */
export const consentsSchema = `
  create table if not exists policy_terms (
    custom_number text not null references relying_parties (custom_number),
    policy text not null,
    fields text not null,
    keep_days integer not null,
    age_mark integer not null,
    further_factors text not null,
    holder text not null,
    primary key (custom_number, policy)
  ) strict;
  create table if not exists consents (
    number text primary key,
    citizen text not null references citizens (id),
    custom_number text not null,
    policy text not null,
    fields text not null,
    given_at integer not null,
    ends_at integer not null,
    withdrawn_at integer,
    used_by text unique
  ) strict;
  create index if not exists consents_of_citizen on consents (citizen);
`

export interface ConsentRecord {
  readonly number: string
  readonly citizen: string
  readonly customNumber: string
  readonly policy: string
  readonly fields: readonly RetainableField[]
  readonly givenAt: number
  /** When the relying party may no longer fetch what it covers. */
  readonly endsAt: number
  readonly withdrawnAt: number | null
  /** Serial number of the one check that it covers. */
  readonly usedBy: string | null
}

const row = z
  .object({
    number: z.string(),
    citizen: z.string(),
    custom_number: z.string(),
    policy: z.string(),
    fields: z.string(),
    given_at: z.int(),
    ends_at: z.int(),
    withdrawn_at: z.int().nullable(),
    used_by: z.string().nullable(),
  })
  .transform((value): ConsentRecord => ({
    number: value.number,
    citizen: value.citizen,
    customNumber: value.custom_number,
    policy: value.policy,
    fields: z.array(z.enum(retainableFields)).parse(JSON.parse(value.fields)),
    givenAt: value.given_at,
    endsAt: value.ends_at,
    withdrawnAt: value.withdrawn_at,
    usedBy: value.used_by,
  }))

export function consentsTable(connection: Connection) {
  const insert = connection.prepare('insert into consents values (?, ?, ?, ?, ?, ?, ?, null, null)')
  const select = connection.prepare('select * from consents where number = ?')
  const ofCitizen = connection.prepare('select * from consents where citizen = ? order by rowid desc')
  const use = connection.prepare(
    'update consents set used_by = ? where number = ? and used_by is null and withdrawn_at is null',
  )
  const withdraw = connection.prepare(
    'update consents set withdrawn_at = ? where number = ? and citizen = ? and withdrawn_at is null',
  )
  const withdrawAll = connection.prepare(
    'update consents set withdrawn_at = ? where citizen = ? and withdrawn_at is null',
  )
  return {
    add: (one: Omit<ConsentRecord, 'withdrawnAt' | 'usedBy'>): void => {
      const fields = JSON.stringify(one.fields)
      insert.run(one.number, one.citizen, one.customNumber, one.policy, fields, one.givenAt, one.endsAt)
    },
    find: (number: string): ConsentRecord | undefined => row.optional().parse(select.get(number)),
    /** The last given first. */
    ofCitizen: (citizen: string): ConsentRecord[] => z.array(row).parse(ofCitizen.all(citizen)),
    /** Uses a consent up for one check; false when it was used or withdrawn. */
    use: (number: string, bizSeq: string): boolean => use.run(bizSeq, number).changes === 1,
    /** @returns false when this citizen has no such consent that still stands */
    withdraw: (number: string, citizen: string, now: number): boolean =>
      withdraw.run(now, number, citizen).changes === 1,
    withdrawAll: (citizen: string, now: number): void => {
      withdrawAll.run(now, citizen)
    },
  }
}
