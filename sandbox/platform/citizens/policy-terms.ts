import type { FactorName } from '../factors/factor.ts'

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
