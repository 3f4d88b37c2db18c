import { z } from 'zod'
import {
  authModes,
  bizSeqSchema,
  customNumberSchema,
  evidenceKinds,
  policySchema,
  type ReceiptNumber,
  receiptNumberSchema,
  subjects,
  terminalNumberSchema,
} from './check.ts'
import { chinaAhead } from './china-time.ts'
import { concatBytes, toHex } from './gm/bytes.ts'
import { sm3 } from './gm/sm3.ts'
import { type Verdict, verdicts } from './verdict.ts'

/** Wire protocol v1, the JSON inside the signed messages. docs/protocol.md describes it with a worked example. */

/** Local time in China (UTC+8), `yyyyMMddHHmmssSSS`. */
const timeStampSchema = z.string().regex(/^[0-9]{17}$/)

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(24_576)

const evidenceSchema = z.strictObject({
  kind: z.enum(evidenceKinds),
  /** CMS EnvelopedData, DER, base64. */
  data: base64,
})

/** 网络身份应用标识: the name by which one relying party knows a person, and no other does. */
export const pseudonymSchema = z.string().regex(/^[0-9A-Za-z]{32}$/)

/** Number of a citizen's separate consent to what a relying party must keep by law. */
export const consentNumberSchema = z.string().regex(/^[0-9A-Za-z]{32}$/)

export const checkRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  terminal: terminalNumberSchema,
  bizSeq: bizSeqSchema,
  timeStamp: timeStampSchema,
  policy: policySchema,
  authMode: z.enum(authModes),
  subject: z.enum(subjects),
  /** The person whom the relying party awaits: pass then means that it is the same one. */
  expected: pseudonymSchema.optional(),
  /** Asks the platform to deliver what the policy names to the relying party's server, on this consent. */
  retention: consentNumberSchema.optional(),
  evidence: z.array(evidenceSchema).min(1).max(2),
})
export type CheckRequest = z.infer<typeof checkRequestSchema>

export const checkReplySchema = z.strictObject({
  bizSeq: bizSeqSchema,
  terminal: terminalNumberSchema,
  timeStamp: timeStampSchema,
  authResult: z.enum(verdicts),
  /** SM3 of the request's content, lower-case hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})
export type CheckReply = z.infer<typeof checkReplySchema>

/** Lower-case hexadecimal of an SM3 digest. */
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** POST /v1/approvals: a terminal shows codes for a phone to approve this check by. */
export const approvalRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  terminal: terminalNumberSchema,
  /** Of the check that follows. It stands in no code on the screen: whoever knows it may ask how the approval goes. */
  bizSeq: bizSeqSchema,
  timeStamp: timeStampSchema,
  policy: policySchema,
  authMode: z.enum(authModes),
  subject: z.enum(subjects),
  /** The end of the hash chain whose links the codes carry, see approval-code.ts. */
  anchor: digestSchema,
  /** Digest of what the check is for, with a salt that the codes alone carry: the platform cannot read it. */
  purpose: digestSchema,
})
export type ApprovalRequest = z.infer<typeof approvalRequestSchema>

/** `waiting` for a phone · `opened` on one · `approved`: two digits stand on it · `ended`, whatever the reason. */
export const approvalStates = ['waiting', 'opened', 'approved', 'ended'] as const
export type ApprovalState = (typeof approvalStates)[number]

/** Answer to POST /v1/approvals and to GET /v1/approvals/{bizSeq}. */
export const approvalReplySchema = z.strictObject({
  bizSeq: bizSeqSchema,
  terminal: terminalNumberSchema,
  timeStamp: timeStampSchema,
  state: z.enum(approvalStates),
  /** SM3 of the approval request's content. */
  digest: digestSchema,
})
export type ApprovalReply = z.infer<typeof approvalReplySchema>

/** POST /v1/terminals, unsigned JSON: a PKCS#10 certificate request (base64 DER) with a one-time enrolment code. */
export const enrolmentRequestSchema = z.strictObject({
  version: z.literal(1),
  customNumber: customNumberSchema,
  enrolmentCode: z.string().regex(/^[0-9A-Za-z]{8,64}$/),
  request: base64,
})
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>

/** The platform's answer: certificates as base64 DER, leaf first, root left out. */
export const enrolmentReplySchema = z.strictObject({
  terminal: terminalNumberSchema,
  terminalChain: z.array(base64).min(1).max(4),
  /** Chain of the platform's encryption certificate, under which the device host seals. */
  platformChain: z.array(base64).min(1).max(4),
  /** Chain of the platform's signing certificate: every reply brings exactly these. */
  signerChain: z.array(base64).min(1).max(4),
})
export type EnrolmentReply = z.infer<typeof enrolmentReplySchema>

/** Clocks of two parties may differ by this much (ms) before a message counts as stale. */
export const clockTolerance = 5 * 60_000

/** No message of the protocol is longer than this (bytes). */
export const largestMessage = 64 * 1024

export type CanonicalJsonFault = 'malformed' | 'not-canonical' | 'members'

export class CanonicalJsonError extends Error {
  readonly fault: CanonicalJsonFault

  constructor(fault: CanonicalJsonFault) {
    super(`content refused: ${fault}`)
    this.name = 'CanonicalJsonError'
    this.fault = fault
  }
}

/**
 * Reads a message's content: UTF-8 JSON that re-serialises to the same bytes, so that no duplicate member, space,
 * escape or number form lets two readers see different things.
 * @throws CanonicalJsonError
 */
export function readCanonicalJson<Schema extends z.ZodType>(
  content: Uint8Array,
  schema: Schema,
): z.infer<Schema> {
  let text: string
  let value: unknown
  let again: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    value = JSON.parse(text)
    again = JSON.stringify(value)
  } catch (error) {
    // RangeError: nested so deeply that it cannot be written again.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)
      throw new CanonicalJsonError('malformed')
    throw error
  }
  if (again !== text) throw new CanonicalJsonError('not-canonical')
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new CanonicalJsonError('members')
  return parsed.data
}

export function writeCanonicalJson(
  value: CheckRequest | CheckReply | ApprovalRequest | ApprovalReply,
): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** SM3 of a request's content as the reply carries it. */
export function requestDigest(requestContent: Uint8Array): string {
  return toHex(sm3(requestContent))
}

/**
 * Computed on both sides, never sent: first 20 hexadecimal digits of SM3(request content ‖ verdict in ASCII).
 *
 * Of the reply the verdict alone goes in. Its time is the platform's to choose: with it, a platform could try times
 * until the number that the terminal keeps says something about a person.
 */
export function receiptNumber(requestContent: Uint8Array, verdict: Verdict): ReceiptNumber {
  const word = new TextEncoder().encode(verdict)
  return receiptNumberSchema.parse(toHex(sm3(concatBytes(requestContent, word))).slice(0, 20))
}

/** @param time milliseconds since 1970-01-01 UTC */
export function writeTimeStamp(time: number): string {
  return new Date(time + chinaAhead).toISOString().replaceAll(/[-:TZ.]/g, '')
}

/** Milliseconds since 1970-01-01 UTC, or null for a time that does not exist. */
export function readTimeStamp(timeStamp: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})$/.exec(timeStamp)
  if (!match) return null
  const [, year, month, day, hour, minute, second, millisecond] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`) - chinaAhead
  return Number.isNaN(time) || writeTimeStamp(time) !== timeStamp ? null : time
}
