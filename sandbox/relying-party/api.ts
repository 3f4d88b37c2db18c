import { z } from 'zod'
import { ageMarks } from '../platform/citizens/age-marks.ts'
import { retainableFields } from '../platform/citizens/policy-terms.ts'
import { receiptNumberSchema } from '../../src/shared/check.ts'
import { partyKinds } from '../platform/relying-parties.ts'
import { checkPurposes } from './relying-party-sites.ts'
import { accountStates } from './store/accounts.ts'

/** What a relying party's pages and its server say to each other. Both sides parse what they receive. */

export const siteLanguages = ['zh-CN', 'zh-Hant', 'en'] as const
export type SiteLanguage = (typeof siteLanguages)[number]

/**
 * A visit, named by 32 random octets. It travels in the body and not in a cookie: browsers send a cookie of 127.0.0.1 to
 * every port, and so to the other relying parties, which must not have a word in common.
 */
export const sessionSchema = z.string().regex(/^[\w-]{43}$/)
export const ofSessionSchema = z.strictObject({ session: sessionSchema })
export const beginCheckSchema = ofSessionSchema.extend({
  purpose: z.enum(checkPurposes),
  /** In which the phone is told what the check is for. */
  language: z.enum(siteLanguages),
})
export const confirmCheckSchema = ofSessionSchema.extend({ digits: z.string().regex(/^[0-9]{2}$/) })
export const exchangeSchema = z.strictObject({ receipt: receiptNumberSchema })

export const newSessionSchema = z.object({ session: sessionSchema })

export const siteSchema = z.object({
  kind: z.enum(partyKinds),
  customNumber: z.string(),
  /** Address of the sandbox's wallet, for the phone. */
  wallet: z.url(),
})
export type Site = z.infer<typeof siteSchema>

/**
 * `registered` and `signed-in`: in the account now · `had-account`: a registration of somebody who has one, who is in it
 * now · `no-account`: shown to be somebody who has none yet, and may open one · `restored` · `failed`: the platform's word ·
 * `ended`: declined, or replaced · `expired` · `busy`: every place is taken · `unavailable`: no verdict · `not-told`: a
 * pass, of whom the platform has not told us
 */
export const checkOutcomes = [
  'registered',
  'signed-in',
  'had-account',
  'no-account',
  'restored',
  'failed',
  'ended',
  'expired',
  'busy',
  'unavailable',
  'not-told',
] as const
export type CheckOutcome = (typeof checkOutcomes)[number]

const purpose = z.enum(checkPurposes)

export const checkViewSchema = z.discriminatedUnion('state', [
  /** @property left milliseconds until another code takes its place */
  z.object({ state: z.literal('waiting'), purpose, code: z.string(), left: z.int() }),
  z.object({ state: z.literal('opened'), purpose }),
  z.object({ state: z.literal('approved'), purpose }),
  z.object({ state: z.literal('checking'), purpose }),
  z.object({ state: z.literal('done'), purpose, outcome: z.enum(checkOutcomes) }),
])
export type CheckView = z.infer<typeof checkViewSchema>

export const accountViewSchema = z.object({
  number: z.string(),
  state: z.enum(accountStates),
  /** All that is kept of this person. Null while the account is odd: somebody else may sit there. */
  kept: z
    .object({
      pseudonym: z.string(),
      openedAt: z.int(),
      signedInAt: z.int(),
      /** Of how many checks the platform told; each is forgotten after some days. */
      checks: z.int(),
      /** What the platform told with the last of them that told one. */
      ageMark: z.enum(ageMarks).nullable(),
      /** Names of what a law makes this relying party keep, each with the end of it; no value leaves the server. */
      retained: z.array(
        z.object({ consent: z.string(), fields: z.array(z.enum(retainableFields)), endsAt: z.int() }),
      ),
    })
    .nullable(),
})
export type AccountView = z.infer<typeof accountViewSchema>

/** Answer to everything that a visitor does. */
export const visitSchema = z.object({
  check: checkViewSchema.nullable(),
  account: accountViewSchema.nullable(),
})
export type Visit = z.infer<typeof visitSchema>

/** What a relying party's own staff gets for the number of a receipt. */
export const exchangedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    pseudonym: z.string(),
    ageMark: z.enum(ageMarks).nullable(),
    /** Number of the account of that person here. */
    account: z.string().nullable(),
  }),
  /** Not a receipt of one of this party's passed checks: which of it, nobody is told. */
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('unavailable') }),
])
export type Exchanged = z.infer<typeof exchangedSchema>
