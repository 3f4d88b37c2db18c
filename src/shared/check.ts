import { z } from 'zod'

/** Business serial number of one identity check: 32 letters and digits, new for every check. */
export const bizSeqSchema = z
  .string()
  .regex(/^[0-9A-Za-z]{32}$/)
  .brand('BizSeq')
export type BizSeq = z.infer<typeof bizSeqSchema>

/** The number the platform drew for a terminal at enrolment: 8 random digits that say nothing of place or owner. */
export const terminalNumberSchema = z
  .string()
  .regex(/^[0-9]{8}$/)
  .brand('TerminalNumber')
export type TerminalNumber = z.infer<typeof terminalNumberSchema>

/** The relying party's number at the platform: 8 digits. */
export const customNumberSchema = z.string().regex(/^[0-9]{8}$/)

/** Name of a policy that a relying party registered with the platform. */
export const policySchema = z.string().regex(/^[0-9A-Za-z-]{1,32}$/)

/** First 20 hexadecimal digits of SM3(request content ‖ verdict in ASCII). */
export const receiptNumberSchema = z
  .string()
  .regex(/^[0-9a-f]{20}$/)
  .brand('ReceiptNumber')
export type ReceiptNumber = z.infer<typeof receiptNumberSchema>

/** R01 网证 · R02 网证+口令 · R03 网证+人脸 · R04 网证+口令+人脸 · D01 resident card · D02 travel document. */
export const authModes = ['R01', 'R02', 'R03', 'R04', 'D01', 'D02'] as const
export type AuthMode = (typeof authModes)[number]

/** Whom the check is for: the person at the terminal, a supervised child of 14 to 17, or a child under 14. */
export const subjects = ['self', 'supervised', 'child'] as const
export type Subject = (typeof subjects)[number]

/**
 * What a citizen can present, as it is named on the wire: the code a phone shows, the eight digits it shows, the two
 * digits it shows when it has approved the code on the screen, a resident card, a travel document.
 */
export const evidenceKinds = [
  'wallet-code',
  'dynamic-code',
  'phone-approval',
  'resident-card',
  'travel-document',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** One identity check as the terminal sees it, before anything was presented. */
export interface Check {
  readonly bizSeq: BizSeq
  readonly policy: string
  readonly authMode: AuthMode
  readonly subject: Subject
  /** What the citizen may present; the first of these that comes is it. */
  readonly accepts: readonly EvidenceKind[]
  /** The relying party's own name for the person it awaits, where it does: pass then means that it is the same one. */
  readonly expected?: string
  /** Number of the citizen's consent to what the relying party must keep: the platform delivers it there, never here. */
  readonly retention?: string
}

/**
 * What the device host lets out: a CMS EnvelopedData (GB/T 35275, DER) under the platform's encryption
 * certificate, bound to one check.
 */
export interface SealedEvidence {
  readonly kind: EvidenceKind
  readonly bizSeq: BizSeq
  readonly data: Uint8Array
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Draws a new serial number.
 * @param random fills the given array with random bytes; 62 × 4 = 248 values of a byte are used, the rest redrawn
 */
export function newBizSeq(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): BizSeq {
  let text = ''
  while (text.length < 32) {
    for (const byte of random(new Uint8Array(48))) {
      if (byte < 248 && text.length < 32) text += alphabet[byte % 62]
    }
  }
  return bizSeqSchema.parse(text)
}
