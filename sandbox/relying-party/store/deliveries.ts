import { z } from 'zod'
import { ageMarks, type AgeMark } from '../../platform/citizens/age-marks.ts'
import type { Connection } from './database.ts'

/**
 * What the platform delivered of passed checks: each once, whatever came twice. Of one that was forgotten before its days
 * were over the serial number stays until then, so that it does not come back.
 */
export const deliveriesSchema = `
  create table if not exists deliveries (
    biz_seq text primary key,
    pseudonym text not null,
    age_mark text,
    consent text,
    received_at integer not null
  ) strict;
  create table if not exists forgotten_deliveries (
    biz_seq text primary key,
    received_at integer not null
  ) strict;
`

export interface KeptDelivery {
  readonly bizSeq: string
  readonly pseudonym: string
  readonly ageMark: AgeMark | null
  /** The consent under which something was to be kept. */
  readonly consent: string | null
  readonly receivedAt: number
}

const row = z
  .object({
    biz_seq: z.string(),
    pseudonym: z.string(),
    age_mark: z.enum(ageMarks).nullable(),
    consent: z.string().nullable(),
    received_at: z.int(),
  })
  .transform((value): KeptDelivery => ({
    bizSeq: value.biz_seq,
    pseudonym: value.pseudonym,
    ageMark: value.age_mark,
    consent: value.consent,
    receivedAt: value.received_at,
  }))

export function deliveriesTable(connection: Connection) {
  const insert = connection.prepare('insert into deliveries values (?, ?, ?, ?, ?)')
  const select = connection.prepare('select * from deliveries where biz_seq = ?')
  const last = connection.prepare('select * from deliveries order by rowid desc limit ?')
  const count = connection.prepare('select count(*) as checks from deliveries where pseudonym = ?')
  const ageMark = connection.prepare(
    `select age_mark from deliveries where pseudonym = ? and age_mark is not null
     order by rowid desc limit 1`,
  )
  const forgotten = connection.prepare('select biz_seq from forgotten_deliveries where biz_seq = ?')
  const noteForgotten = connection.prepare(
    'insert into forgotten_deliveries select biz_seq, received_at from deliveries where pseudonym = ?',
  )
  const forgetPerson = connection.prepare('delete from deliveries where pseudonym = ?')
  const remove = connection.prepare('delete from deliveries where received_at < ?')
  const removeForgotten = connection.prepare('delete from forgotten_deliveries where received_at < ?')
  return {
    add: ({ bizSeq, pseudonym, ageMark, consent, receivedAt }: KeptDelivery): void => {
      insert.run(bizSeq, pseudonym, ageMark, consent, receivedAt)
    },
    find: (bizSeq: string): KeptDelivery | undefined => row.optional().parse(select.get(bizSeq)),
    /** Whether it came once and was forgotten with its person. */
    isForgotten: (bizSeq: string): boolean => forgotten.get(bizSeq) !== undefined,
    /** The last received first. */
    last: (most: number): KeptDelivery[] => z.array(row).parse(last.all(most)),
    /** How many of one person. */
    count: (pseudonym: string): number => z.object({ checks: z.int() }).parse(count.get(pseudonym)).checks,
    /** What was told of one person last. */
    ageMark: (pseudonym: string): AgeMark | null =>
      z
        .object({ age_mark: z.enum(ageMarks) })
        .optional()
        .parse(ageMark.get(pseudonym))?.age_mark ?? null,
    /** To be called in a transaction. */
    forgetPerson: (pseudonym: string): void => {
      noteForgotten.run(pseudonym)
      forgetPerson.run(pseudonym)
    },
    /** @returns whether there was anything of a person */
    forgetBefore: (time: number): boolean => {
      removeForgotten.run(time)
      return remove.run(time).changes > 0
    },
  }
}
