import { z } from 'zod'
import type { Connection } from './database.ts'

/**
 * The receipt number of each check, as the terminal computes it too. It is what a relying party's terminal and its server
 * have in common; the number says nothing of anybody.
 */
export const receiptsSchema = `
  create table if not exists receipts (
    biz_seq text primary key references checks (biz_seq),
    receipt text not null,
    policy text not null
  ) strict;
  create index if not exists receipts_by_number on receipts (receipt);
`

/** The passed check behind a receipt number. */
export interface ReceiptedCheck {
  readonly bizSeq: string
  readonly policy: string
  readonly citizen: string
}

const receipted = z
  .object({ biz_seq: z.string(), policy: z.string(), citizen: z.string() })
  .transform(({ biz_seq: bizSeq, ...value }): ReceiptedCheck => ({ bizSeq, ...value }))

export function receiptsTable(connection: Connection) {
  const insert = connection.prepare('insert into receipts values (?, ?, ?)')
  const select = connection.prepare('select receipt from receipts where biz_seq = ?')
  const passed = connection.prepare(
    `select biz_seq, policy, citizen from receipts join checks using (biz_seq)
     where receipt = ? and custom_number = ? and verdict = 'pass' and citizen is not null`,
  )
  return {
    add: (bizSeq: string, receipt: string, policy: string): void => {
      insert.run(bizSeq, receipt, policy)
    },
    of: (bizSeq: string): string | undefined =>
      z.object({ receipt: z.string() }).optional().parse(select.get(bizSeq))?.receipt,
    /** The check of one relying party that passed somebody with a 网证 here; undefined for any other number. */
    passed: (receipt: string, customNumber: string): ReceiptedCheck | undefined =>
      receipted.optional().parse(passed.get(receipt, customNumber)),
  }
}
