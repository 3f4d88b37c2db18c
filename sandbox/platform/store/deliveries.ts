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
    queued_at integer not null,
    attempts integer not null default 0,
    delivered_at integer
  ) strict;
  create index if not exists deliveries_waiting on deliveries (custom_number, attempts) where delivered_at is null;
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
  const insert = connection.prepare('insert into deliveries values (?, ?, ?, ?, ?, ?, 0, null)')
  const parties = connection.prepare(
    'select distinct custom_number from deliveries where delivered_at is null order by custom_number',
  )
  const next = connection.prepare(
    `select biz_seq, custom_number, policy, citizen, consent from deliveries
     where delivered_at is null and custom_number = ? order by attempts, rowid limit 1`,
  )
  const done = connection.prepare('update deliveries set delivered_at = ? where biz_seq = ?')
  const fail = connection.prepare('update deliveries set attempts = attempts + 1 where biz_seq = ?')
  const giveUp = connection.prepare('delete from deliveries where biz_seq = ? and attempts >= ?')
  const drop = connection.prepare('delete from deliveries where delivered_at is null and queued_at <= ?')
  const remove = connection.prepare('delete from deliveries where citizen = ? and delivered_at is null')
  return {
    queue: ({ bizSeq, customNumber, policy, citizen, consent }: QueuedDelivery, now: number): void => {
      insert.run(bizSeq, customNumber, policy, citizen, consent, now)
    },
    /** Relying parties for which something waits. */
    parties: (): string[] =>
      z
        .array(z.object({ custom_number: z.string() }))
        .parse(parties.all())
        .map((value) => value.custom_number),
    /** What waits for a relying party and was tried least, then was queued first. */
    next: (customNumber: string): QueuedDelivery | undefined => row.optional().parse(next.get(customNumber)),
    delivered: (bizSeq: string, now: number): void => {
      done.run(now, bizSeq)
    },
    /** It was sent and not taken; after so many tries it is given up. */
    failed: (bizSeq: string, most: number): void => {
      fail.run(bizSeq)
      giveUp.run(bizSeq, most)
    },
    /** Gives up what was queued up to a time (ms) and never taken. */
    dropBefore: (time: number): void => {
      drop.run(time)
    },
    forget: (citizen: string): void => {
      remove.run(citizen)
    },
  }
}

/** Takes a database of version 4 to version 5. Nothing that waited in it was ever sent to anybody. */
export function migrateDeliveries(connection: Connection): void {
  connection
    .transaction(() => connection.exec('drop table if exists deliveries; pragma user_version = 5;'))
    .immediate()
}
