import { resultOnly, type RegisteredTerms } from '../platform/citizens/policy-terms.ts'

/** The relying parties of the scenes beside the hall, the hotel and the exam office: a museum and an insurer. */
export const museumCustomNumber = '10000004'
export const museumPolicies = { network: 'museum-r01', card: 'museum-d01', document: 'museum-d02' } as const
export const insurerCustomNumber = '10000005'
export const insurerPolicy = 'insurance-r02'

const museum = { customNumber: museumCustomNumber, name: '示例博物馆', ...resultOnly } as const

export const scenePartyTerms: readonly RegisteredTerms[] = [
  { ...museum, policy: museumPolicies.network, leastMode: 'R01' },
  { ...museum, policy: museumPolicies.card, leastMode: 'D01', holder: 'document-suffices' },
  { ...museum, policy: museumPolicies.document, leastMode: 'D02', holder: 'document-suffices' },
  {
    customNumber: insurerCustomNumber,
    name: '示例保险公司',
    ...resultOnly,
    policy: insurerPolicy,
    leastMode: 'R02',
  },
]
