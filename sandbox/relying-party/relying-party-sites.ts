import type { AuthMode } from '../../src/shared/check.ts'
import type { RetainableField } from '../platform/citizens/policy-terms.ts'
import {
  type PartyKind,
  relyingParties,
  webConfirmPolicy,
  webSignInPolicy,
} from '../platform/relying-parties.ts'

/** What a visitor of a relying party's site has a check for. */
export const checkPurposes = ['register', 'sign-in', 'confirm'] as const
export type CheckPurpose = (typeof checkPurposes)[number]

/** What a law makes a relying party keep, and for how long. Whatever else came, its server would not keep. */
export interface LawfulKeeping {
  readonly fields: readonly RetainableField[]
  readonly days: number
}

/** A relying party's server and site, as far as what it is about decides. The page has words and a colour for each kind. */
export interface RelyingPartySite {
  readonly customNumber: string
  readonly name: string
  readonly kind: PartyKind
  readonly keeps: LawfulKeeping
  /** Whether a law lets it know minors and the elderly. */
  readonly ageMark: boolean
}

/** A relying party knows what it registered with the platform. */
export function siteOf(kind: PartyKind): RelyingPartySite {
  const { customNumber, name, policies } = relyingParties[kind]
  const terms = Object.values(policies)
  const fields = [...new Set(terms.flatMap((one) => one.fields))]
  const days = Math.max(0, ...terms.map(({ keepDays }) => keepDays))
  const ageMark = terms.some((one) => one.ageMark)
  return { customNumber, name, kind, keeps: { fields, days }, ageMark }
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
