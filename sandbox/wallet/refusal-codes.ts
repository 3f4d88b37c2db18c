import { z } from 'zod'
import { factorFaults, factorNames } from '../platform/factors/factor.ts'

/** Why the wallet's server turns the page away. The list is closed, and the page has a sentence for each. */
export const walletRefusals = {
  malformed: 400,
  'citizen-unknown': 404,
  'not-yours': 403,
  state: 409,
  suspended: 409,
  'terminal-unknown': 404,
  busy: 429,
  'approval-unknown': 404,
  'approval-taken': 409,
  'approval-ended': 410,
  'factor-missing': 403,
  'factor-failed': 403,
  'password-unfit': 400,
  fields: 400,
  'document-kind': 400,
  'document-unknown': 400,
  'document-lost': 400,
  'document-not-yet-valid': 400,
  'document-expired': 400,
  'consent-missing': 400,
  'too-young': 403,
  'guardian-applies': 403,
  'guardian-not-here': 403,
  'not-the-guardian': 403,
  'already-registered': 409,
  'application-unknown': 404,
  stage: 409,
} as const satisfies Record<string, number>
export type WalletRefusal = keyof typeof walletRefusals

export function isWalletRefusal(code: string): code is WalletRefusal {
  return Object.hasOwn(walletRefusals, code)
}

/** The body of a refusal; with `factor-failed` what did not count, and why. */
export const walletRefusalSchema = z.object({
  code: z.string().refine(isWalletRefusal),
  factor: z.enum(factorNames).optional(),
  fault: z.enum(factorFaults).optional(),
})
export type RefusalBody = z.infer<typeof walletRefusalSchema>
