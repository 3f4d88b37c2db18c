import { z } from 'zod'
import { verdicts, type Verdict } from '../../../src/shared/verdict.ts'
import { octets } from '../../platform/store/octets.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { type CheckPurpose, checkPurposes } from '../relying-party-sites.ts'
import type { Connection } from './database.ts'

/** The checks that this server had made on the web, each with what proves it. They say nothing of whom they were about. */
export const receiptsSchema = `
  create table if not exists receipts (
    number text primary key,
    biz_seq text not null unique,
    purpose text not null,
    verdict text not null,
    request blob not null,
    reply blob not null,
    decided_at integer not null
  ) strict;
`

export interface KeptReceipt extends Receipt {
  readonly bizSeq: string
  readonly purpose: CheckPurpose
  readonly verdict: Verdict
  readonly decidedAt: number
}

const row = z
  .object({
    number: z.string(),
    biz_seq: z.string(),
    purpose: z.enum(checkPurposes),
    verdict: z.enum(verdicts),
    request: octets,
    reply: octets,
    decided_at: z.int(),
  })
  .transform(({ biz_seq: bizSeq, decided_at: decidedAt, ...value }): KeptReceipt => ({
    ...value,
    bizSeq,
    decidedAt,
  }))

export function receiptsTable(connection: Connection) {
  const insert = connection.prepare(
    'insert into receipts values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing',
  )
  const last = connection.prepare('select * from receipts order by rowid desc limit ?')
  const remove = connection.prepare('delete from receipts where decided_at < ?')
  return {
    add: (one: KeptReceipt): void => {
      const { number, bizSeq, purpose, verdict, request, reply, decidedAt } = one
      insert.run(number, bizSeq, purpose, verdict, Buffer.from(request), Buffer.from(reply), decidedAt)
    },
    /** The last decided first. */
    last: (most: number): KeptReceipt[] => z.array(row).parse(last.all(most)),
    forgetBefore: (time: number): void => {
      remove.run(time)
    },
  }
}
