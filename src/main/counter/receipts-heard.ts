import type { BizSeq, ReceiptNumber } from '../../shared/check.ts'
import type { CheckReceipt } from '../verification/verification-client.ts'

export interface ReceiptsHeard {
  readonly note: (receipt: CheckReceipt) => void
  /** The receipt of a check that has just got its verdict, once. @throws for any other */
  readonly take: (bizSeq: BizSeq) => ReceiptNumber
}

/** The verification client gives one word alone; its receipt, which the hall keeps with an admission, it tells beside that. */
export function hearReceipts(): ReceiptsHeard {
  const heard = new Map<BizSeq, ReceiptNumber>()
  return {
    note: ({ bizSeq, receipt }) => {
      heard.set(bizSeq, receipt)
    },
    take(bizSeq) {
      const receipt = heard.get(bizSeq)
      if (receipt === undefined) throw new Error('this check has no receipt')
      heard.delete(bizSeq)
      return receipt
    },
  }
}
