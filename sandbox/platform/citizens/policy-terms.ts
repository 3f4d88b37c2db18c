import type { FactorName } from '../factors/factor.ts'

/** All that a relying party can ever be given to keep. There is no photograph, phone number or address among it. */
export const retainableFields = ['name', 'document-kind', 'document-number', 'birth'] as const
export type RetainableField = (typeof retainableFields)[number]

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
}

/** The terms of a policy that registered none: a word, and nothing to keep. */
export const resultOnly: PolicyTerms = { fields: [], keepDays: 0, ageMark: false, furtherFactors: [] }

export interface RegisteredTerms extends PolicyTerms {
  readonly customNumber: string
  readonly name: string
  readonly policy: string
  readonly leastMode: 'R01' | 'R02' | 'R03' | 'R04'
}

export const hotelCustomNumber = '10000002'
export const hotelPolicy = 'hotel-r01'
export const examCustomNumber = '10000003'
export const examPolicy = 'exam-r03'

/** The demo's relying parties with a law behind them. */
export const registeredTerms: readonly RegisteredTerms[] = [
  {
    customNumber: hotelCustomNumber,
    name: '示例旅馆',
    policy: hotelPolicy,
    leastMode: 'R01',
    ...resultOnly,
    fields: ['name', 'document-kind', 'document-number'],
    keepDays: 30,
  },
  {
    customNumber: examCustomNumber,
    name: '示例考试机构',
    policy: examPolicy,
    leastMode: 'R03',
    ...resultOnly,
    ageMark: true,
  },
]
