import { type BizSeq, type ReceiptNumber, receiptNumberSchema } from '../../../src/shared/check.ts'
import type { Verdict } from '../../../src/shared/verdict.ts'
import {
  CanonicalJsonError,
  checkReplySchema,
  type CheckRequest,
  checkRequestSchema,
  readCanonicalJson,
  receiptNumber,
} from '../../../src/shared/wire.ts'
import { answers, type PlatformTrust, readSigned } from '../platform-link/signed-answer.ts'

/** What proves one check to anybody: what was asked, what the platform signed, and the number that both sides compute. */
export interface Receipt {
  readonly number: string
  /** The request's content. */
  readonly request: Uint8Array
  /** The platform's reply, CMS SignedData, DER. */
  readonly reply: Uint8Array
}

/**
 * `number`: not the number of these two, or no number at all · `request`: not a request of this protocol · `reply`: not
 * signed by the platform, or cut · `other-check`: a reply to another request · `other-party`: of somebody else's check
 */
export type ReceiptFault = 'number' | 'request' | 'reply' | 'other-check' | 'other-party'

export type ReceiptFinding =
  | {
      readonly kind: 'holds'
      readonly number: ReceiptNumber
      readonly bizSeq: BizSeq
      readonly verdict: Verdict
    }
  | { readonly kind: 'refused'; readonly fault: ReceiptFault }

/** @param customNumber whose check it must be */
export function verifyReceipt(
  { number, request, reply }: Receipt,
  customNumber: string,
  trust: PlatformTrust,
  now: number,
): ReceiptFinding {
  const content = readRequest(request)
  if (!content) return refused('request')
  const signed = readSigned(reply, checkReplySchema, trust, now)
  if (!signed) return refused('reply')
  if (!answers(signed, content, request)) return refused('other-check')
  if (content.customNumber !== customNumber) return refused('other-party')
  const given = receiptNumberSchema.safeParse(number)
  if (given.data !== receiptNumber(request, signed.authResult)) return refused('number')
  return { kind: 'holds', number: given.data, bizSeq: signed.bizSeq, verdict: signed.authResult }
}

function refused(fault: ReceiptFault): ReceiptFinding {
  return { kind: 'refused', fault }
}

function readRequest(content: Uint8Array): CheckRequest | null {
  try {
    return readCanonicalJson(content, checkRequestSchema)
  } catch (error) {
    if (error instanceof CanonicalJsonError) return null
    throw error
  }
}
