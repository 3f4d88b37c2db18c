import { z } from 'zod'
import type { Connection } from './database.ts'

/**
 * What relying parties' servers are still to be told of passed checks. Who was checked stands here as a citizen's id:
 * the fields are read when they are sent, so that there is no second copy of an identity.
 */
export const deliveriesSchema = `
  create table if not exists deliveries (
    biz_seq text primary key,
    custom_number text not null,
    policy text not null,
    citizen text not null references citizens (id),
    consent text references consents (number),
    delivered_at integer
  ) strict;
  create index if not exists deliveries_waiting on deliveries (biz_seq) where delivered_at is null;
`

export interface QueuedDelivery {
  readonly bizSeq: string
  readonly customNumber: string
  readonly policy: string
  readonly citizen: string
  readonly consent: string | null
}

const row = z
  .object({
    biz_seq: z.string(),
    custom_number: z.string(),
    policy: z.string(),
    citizen: z.string(),
    consent: z.string().nullable(),
  })
  .transform(({ biz_seq: bizSeq, custom_number: customNumber, ...value }): QueuedDelivery => ({
    bizSeq,
    customNumber,
    ...value,
  }))

export function deliveriesTable(connection: Connection) {
  const insert = connection.prepare('insert into deliveries values (?, ?, ?, ?, ?, null)')
  const waiting = connection.prepare(
    `select biz_seq, custom_number, policy, citizen, consent from deliveries
     where delivered_at is null order by rowid`,
  )
  const find = connection.prepare(
    `select biz_seq, custom_number, policy, citizen, consent from deliveries
     where delivered_at is null and biz_seq = ?`,
  )
  const done = connection.prepare('update deliveries set delivered_at = ? where biz_seq = ?')
  const remove = connection.prepare('delete from deliveries where citizen = ? and delivered_at is null')
  return {
    queue: ({ bizSeq, customNumber, policy, citizen, consent }: QueuedDelivery): void => {
      insert.run(bizSeq, customNumber, policy, citizen, consent)
    },
    /** The first queued first. */
    waiting: (): QueuedDelivery[] => z.array(row).parse(waiting.all()),
    /** One that still waits. */
    find: (bizSeq: string): QueuedDelivery | undefined => row.optional().parse(find.get(bizSeq)),
    delivered: (bizSeq: string, now: number): void => {
      done.run(now, bizSeq)
    },
    forget: (citizen: string): void => {
      remove.run(citizen)
    },
  }
}
