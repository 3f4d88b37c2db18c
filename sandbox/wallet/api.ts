import { z } from 'zod'
import { authModes, subjects } from '../../src/shared/check.ts'
import { verdicts } from '../../src/shared/verdict.ts'
import { dynamicCodeStates } from '../platform/dynamic-code-states.ts'
import { failCauses } from '../platform/store/checks.ts'

/** What the wallet's page and its server say to each other. Both sides parse what they receive. */

export const codeRequestSchema = z.strictObject({ citizen: z.string() })

/** POST /api/dynamic-codes: the number stands on the terminal's screen. */
export const dynamicCodeRequestSchema = z.strictObject({
  citizen: z.string(),
  terminal: z.string().regex(/^[0-9]{8}$/),
})

const shownDynamicCodeSchema = z.object({
  /** 8 digits. */
  code: z.string(),
  terminal: z.string(),
  expiresAt: z.int(),
  state: z.enum(dynamicCodeStates),
})
export type ShownDynamicCodeView = z.infer<typeof shownDynamicCodeSchema>

/** Answer to POST /api/dynamic-codes. */
export const dynamicCodeReplySchema = shownDynamicCodeSchema.extend({ now: z.int() })

const shownCodeSchema = z.object({
  code: z.string(),
  issuedAt: z.int(),
  expiresAt: z.int(),
  state: z.enum(['valid', 'used', 'expired']),
})

/** Answer to POST /api/codes. */
export const codeReplySchema = shownCodeSchema.extend({ now: z.int() })

/** POST /api/approvals/open: of the code on the screen, what the platform is to see. The link is hexadecimal. */
export const openApprovalSchema = z.strictObject({
  citizen: z.string(),
  step: z.int().min(0).max(99),
  link: z.string().regex(/^[0-9a-f]{64}$/),
})
const anchor = z.string().regex(/^[0-9a-f]{64}$/)
/** POST /api/approvals/decline */
export const approvalSchema = z.strictObject({ citizen: z.string(), anchor })
/** POST /api/approvals/approve */
export const approveSchema = z.strictObject({ citizen: z.string(), anchor, presentations: z.tuple([]) })

/** Answer to POST /api/approvals/open. */
export const openedApprovalSchema = z.object({
  opened: z.object({
    anchor,
    relyingParty: z.string(),
    mode: z.enum(authModes),
    subject: z.enum(subjects),
    gives: z.literal('result'),
    purpose: z.string().regex(/^[0-9a-f]{64}$/),
  }),
})

/** Answer to POST /api/approvals/approve: the digits to tap at the terminal. */
export const approvedSchema = z.object({
  approval: z.object({ state: z.literal('approved'), digits: z.string() }),
})

/** Answer to GET /api/citizens. */
export const citizensSchema = z.object({
  citizens: z.array(z.object({ id: z.string(), name: z.string(), networkNumber: z.string() })),
})
export type WalletCitizen = z.infer<typeof citizensSchema>['citizens'][number]

/** Answer to GET /api/phone?citizen=…: all that one phone shows. Times are the platform's, in ms. */
export const phoneSchema = z.object({
  now: z.int(),
  code: shownCodeSchema.nullable(),
  dynamicCode: shownDynamicCodeSchema.nullable(),
  history: z.array(
    z.object({
      at: z.int(),
      verdict: z.enum(verdicts),
      cause: z.enum(failCauses).nullable(),
      relyingParty: z.string(),
    }),
  ),
})
export type PhoneView = z.infer<typeof phoneSchema>
