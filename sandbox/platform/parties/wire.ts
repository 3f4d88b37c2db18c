import { z } from 'zod'
import { bizSeqSchema, customNumberSchema, receiptNumberSchema } from '../../../src/shared/check.ts'
import { consentNumberSchema, pseudonymSchema } from '../../../src/shared/wire.ts'
import { ageMarks } from '../citizens/age-marks.ts'
import { retainableFields } from '../citizens/policy-terms.ts'

/**
 * What the platform and relying parties' servers say to each other; docs/protocol.md describes it. Whatever is about a
 * person is sealed for the relying party's enciphering certificate, and stands in no other member.
 */

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(24_576)
const timeStamp = z.string().regex(/^[0-9]{17}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * Where a server takes notices. Nothing leaves this machine: the sandbox delivers on the loopback alone, at a port that
 * there is.
 */
export const deliveryUrlSchema = z
  .string()
  .max(256)
  .regex(/^http:\/\/127\.0\.0\.1:[0-9]{1,5}(\/[0-9A-Za-z/_-]*)?$/)
  .refine((url) => URL.canParse(url))

/** POST /v1/servers, unsigned JSON: the server has no certificate yet. Two PKCS#10 requests, for two keys. */
export const serverEnrolmentRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  enrolmentCode: z.string().regex(/^[0-9A-Za-z]{8,64}$/),
  signingRequest: base64,
  encryptionRequest: base64,
  deliveryUrl: deliveryUrlSchema,
})
export type ServerEnrolmentRequest = z.infer<typeof serverEnrolmentRequestSchema>

/** Certificates as base64 DER. The first two lead to `partyRoot`, the platform's chain to the platform's own root. */
export const serverEnrolmentReplySchema = z.strictObject({
  customNumber: customNumberSchema,
  signingCertificate: base64,
  encryptionCertificate: base64,
  partyRoot: base64,
  /** Leaf first, root left out: every message of the platform brings exactly these. */
  signerChain: z.array(base64).min(1).max(4),
})
export type ServerEnrolmentReply = z.infer<typeof serverEnrolmentReplySchema>

/** The content of what the platform posts to a server's address, in a SignedData. */
export const noticeSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  bizSeq: bizSeqSchema,
  timeStamp,
  /** EnvelopedData of a `sealedNoticeSchema`. */
  sealed: base64,
})
export type Notice = z.infer<typeof noticeSchema>

const retainedSchema = z.strictObject({
  consent: consentNumberSchema,
  fields: z.partialRecord(z.enum(retainableFields), z.string()),
})

/** Of one passed check: who it was, under this relying party's own name, and what a law and a consent let it have. */
export const sealedNoticeSchema = z.strictObject({
  bizSeq: bizSeqSchema,
  receiptNo: receiptNumberSchema,
  pseudonym: pseudonymSchema,
  ageMark: z.enum(ageMarks).optional(),
  retained: retainedSchema.optional(),
})
export type SealedNotice = z.infer<typeof sealedNoticeSchema>

/** POST /v1/receipts, the content of a SignedData: whose check was this? */
export const receiptRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  timeStamp,
  receiptNo: receiptNumberSchema,
})
export type ReceiptRequest = z.infer<typeof receiptRequestSchema>

/** POST /v1/retained, the content of a SignedData: what does this consent cover now? */
export const retainedRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  timeStamp,
  consent: consentNumberSchema,
})
export type RetainedRequest = z.infer<typeof retainedRequestSchema>

/** Answer to both, the content of a SignedData. */
export const partyAnswerSchema = z.strictObject({
  customNumber: customNumberSchema,
  timeStamp,
  /** SM3 of the request's content. */
  digest,
  /** EnvelopedData of a `sealedReceiptSchema` or a `sealedRetainedSchema`. */
  sealed: base64,
})
export type PartyAnswer = z.infer<typeof partyAnswerSchema>

export const sealedReceiptSchema = sealedNoticeSchema.omit({ retained: true })
export type SealedReceipt = z.infer<typeof sealedReceiptSchema>

export const sealedRetainedSchema = retainedSchema
export type SealedRetained = z.infer<typeof sealedRetainedSchema>

/** UTF-8 JSON in the one form in which it is read again. */
export function writePartyJson(
  value:
    | Notice
    | SealedNotice
    | ReceiptRequest
    | RetainedRequest
    | PartyAnswer
    | SealedReceipt
    | SealedRetained,
): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
