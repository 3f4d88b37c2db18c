import type { AuthMode } from '../../src/shared/check.ts'
import {
  hotelCustomNumber,
  registeredTerms,
  type RetainableField,
} from '../platform/citizens/policy-terms.ts'
import { demoCustomNumber, webConfirmPolicy, webSignInPolicy } from '../platform/relying-parties.ts'

/** What a visitor of a relying party's site has a check for. */
export const checkPurposes = ['register', 'sign-in', 'confirm'] as const
export type CheckPurpose = (typeof checkPurposes)[number]

/** What the sites of the sandbox's relying parties are about; the page has words and a colour for each. */
export const siteKinds = ['hall', 'hotel'] as const
export type SiteKind = (typeof siteKinds)[number]

/** What a law makes a relying party keep, and for how long. Whatever else came, its server would not keep. */
export interface LawfulKeeping {
  readonly fields: readonly RetainableField[]
  readonly days: number
}

/** A relying party that has a server and a site in the sandbox. */
export interface RelyingPartySite {
  readonly customNumber: string
  readonly kind: SiteKind
  readonly keeps: LawfulKeeping
  /** Whether a law lets it know minors and the elderly. */
  readonly ageMark: boolean
}

export const relyingPartySites: readonly RelyingPartySite[] = [
  siteOf(demoCustomNumber, 'hall'),
  siteOf(hotelCustomNumber, 'hotel'),
]

/** A relying party knows what it registered with the platform. */
function siteOf(customNumber: string, kind: SiteKind): RelyingPartySite {
  const terms = registeredTerms.filter((one) => one.customNumber === customNumber)
  const fields = [...new Set(terms.flatMap((one) => one.fields))]
  const days = Math.max(0, ...terms.map(({ keepDays }) => keepDays))
  return { customNumber, kind, keeps: { fields, days }, ageMark: terms.some(({ ageMark }) => ageMark) }
}

/**
 * What each purpose asks for: one tap to sign in, the 口令 as well where an account begins or its owner has to be shown
 * once more.
 */
export const asked: Readonly<Record<CheckPurpose, { readonly policy: string; readonly authMode: AuthMode }>> =
  {
    register: { policy: webConfirmPolicy, authMode: 'R02' },
    'sign-in': { policy: webSignInPolicy, authMode: 'R01' },
    confirm: { policy: webConfirmPolicy, authMode: 'R02' },
  }
