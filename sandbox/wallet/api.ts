import { z } from 'zod'
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
