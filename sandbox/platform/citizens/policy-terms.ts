import type { AuthMode } from '../../../src/shared/check.ts'
import type { FactorName } from '../factors/factor.ts'
import {
  demoCardPolicy,
  demoCustomNumber,
  demoDocumentPolicy,
  demoRelyingPartyName,
  webConfirmPolicy,
  webPolicies,
  webSignInPolicy,
} from '../relying-parties.ts'

/** All that a relying party can ever be given to keep. There is no photograph, phone number or address among it. */
export const retainableFields = ['name', 'document-kind', 'document-number', 'birth'] as const
export type RetainableField = (typeof retainableFields)[number]

/**
 * A document proves itself and not who holds it. `document-suffices`: the relying party accepts that, and its notice says
 * so. `holder-required`: it does not; the document's holder presents the network identity beside it, in the same check.
 */
export const holderChecks = ['document-suffices', 'holder-required'] as const
export type HolderCheck = (typeof holderChecks)[number]

/** What a relying party registered for one of its policies beside the least mode. */
export interface PolicyTerms {
  /** The fewest fields that the law makes it keep; none where a result is enough (article 8). */
  readonly fields: readonly RetainableField[]
  /** For how long it may fetch them, counted from the consent. */
  readonly keepDays: number
  /** Whether a law lets its server know minors and the elderly (article 10). */
  readonly ageMark: boolean
  /** Factors to be given beyond those that the mode names. */
  readonly furtherFactors: readonly FactorName[]
  /** What is asked beside a document, for the modes that check one. */
  readonly holder: HolderCheck
}

/** The terms of a policy that registered none: a word, nothing to keep, and no document without its holder. */
export const resultOnly: PolicyTerms = {
  fields: [],
  keepDays: 0,
  ageMark: false,
  furtherFactors: [],
  holder: 'holder-required',
}

export interface RegisteredTerms extends PolicyTerms {
  readonly customNumber: string
  readonly name: string
  readonly policy: string
  readonly leastMode: AuthMode
}

export const hotelCustomNumber = '10000002'
export const hotelPolicy = 'hotel-r01'
export const examCustomNumber = '10000003'
export const examPolicy = 'exam-r03'

const documentSuffices = {
  customNumber: demoCustomNumber,
  name: demoRelyingPartyName,
  ...resultOnly,
  holder: 'document-suffices',
} as const

/** A law makes it keep who stays there; of who visits its site it gets a word like anybody else. */
const hotel = { customNumber: hotelCustomNumber, name: '示例旅馆', ...resultOnly } as const

/**
 * The terms of the demo's relying parties. The hall takes a document for what it is, and its notice says so before anything
 * is read.
 */
export const registeredTerms: readonly RegisteredTerms[] = [
  { ...documentSuffices, policy: demoCardPolicy, leastMode: 'D01' },
  { ...documentSuffices, policy: demoDocumentPolicy, leastMode: 'D02' },
  {
    ...hotel,
    policy: hotelPolicy,
    leastMode: 'R01',
    fields: ['name', 'document-kind', 'document-number'],
    keepDays: 30,
  },
  { ...hotel, policy: webSignInPolicy, leastMode: webPolicies[webSignInPolicy] },
  { ...hotel, policy: webConfirmPolicy, leastMode: webPolicies[webConfirmPolicy] },
  {
    customNumber: examCustomNumber,
    name: '示例考试机构',
    policy: examPolicy,
    leastMode: 'R03',
    ...resultOnly,
    ageMark: true,
  },
]
