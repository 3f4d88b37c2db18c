import { z } from 'zod'
import { type BizSeq, bizSeqSchema, type ReceiptNumber, receiptNumberSchema } from '../../shared/check.ts'
import type { RecordEvent } from '../../shared/events.ts'

export interface ReceiptsHeard {
  /** Records as before, and remembers the receipt of the last check. */
  readonly record: RecordEvent
  /** The receipt of a check that has just got its verdict. @throws for any other */
  readonly receiptOf: (bizSeq: BizSeq) => ReceiptNumber
}

const completeSchema = z.object({ bizSeq: bizSeqSchema, receipt: receiptNumberSchema })

/** The verification client gives one word alone: the receipt, which the hall keeps with an admission, it records. */
export function hearReceipts(record: RecordEvent): ReceiptsHeard {
  let last: z.infer<typeof completeSchema> | null = null
  return {
    record: (id, fields) => {
      record(id, fields)
      if (id === 'check.complete') last = completeSchema.parse(fields)
    },
    receiptOf(bizSeq) {
      if (last?.bizSeq !== bizSeq) throw new Error('this check has no receipt')
      return last.receipt
    },
  }
}
