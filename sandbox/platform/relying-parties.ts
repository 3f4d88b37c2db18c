import type { AuthMode } from '../../src/shared/check.ts'
import { type PolicyTerms, resultOnly } from './citizens/policy-terms.ts'

/** What the sandbox's relying parties are about: one of each. */
export const partyKinds = ['hall', 'hotel', 'exam', 'museum', 'insurer'] as const
export type PartyKind = (typeof partyKinds)[number]

/** What a relying party registered for one of its policies. */
export interface RegisteredPolicy extends PolicyTerms {
  readonly leastMode: AuthMode
}

/** Who may ask the sandbox's platform, and under which policies. */
export interface RelyingParty {
  /** 8 digits. */
  readonly customNumber: string
  readonly name: string
  readonly policies: Readonly<Record<string, RegisteredPolicy>>
}

export const demoCustomNumber = '10000001'
export const demoPolicy = 'hall-r01'
export const demoCardPolicy = 'hall-d01'
export const demoDocumentPolicy = 'hall-d02'
export const hotelCustomNumber = '10000002'
export const hotelPolicy = 'hotel-r01'
export const examCustomNumber = '10000003'
export const examPolicy = 'exam-r03'
export const museumCustomNumber = '10000004'
export const museumPolicies = { network: 'museum-r01', card: 'museum-d01', document: 'museum-d02' } as const
export const insurerCustomNumber = '10000005'
export const insurerPolicy = 'insurance-r02'

/** What every relying party's web site asks: that somebody signs in, and that it is surely the account's owner. */
export const webSignInPolicy = 'web-r01'
export const webConfirmPolicy = 'web-r02'

const wordAlone = (leastMode: AuthMode): RegisteredPolicy => ({ ...resultOnly, leastMode })

/** A document is taken for what it is, and the notice says so before anything is read. */
const documentSuffices = (leastMode: 'D01' | 'D02'): RegisteredPolicy => ({
  ...wordAlone(leastMode),
  holder: 'document-suffices',
})

/** Whatever a law lets a relying party know elsewhere: of who visits its site it gets a word. */
const web = { [webSignInPolicy]: wordAlone('R01'), [webConfirmPolicy]: wordAlone('R02') }

/** The relying parties of the demo and of the scenes, each described here and nowhere else. */
export const relyingParties: Readonly<Record<PartyKind, RelyingParty>> = {
  hall: {
    customNumber: demoCustomNumber,
    name: '示例政务服务机构',
    policies: {
      ...web,
      [demoPolicy]: wordAlone('R01'),
      [demoCardPolicy]: documentSuffices('D01'),
      [demoDocumentPolicy]: documentSuffices('D02'),
    },
  },
  hotel: {
    customNumber: hotelCustomNumber,
    name: '示例旅馆',
    policies: {
      ...web,
      // A law makes it keep who stays there.
      [hotelPolicy]: {
        ...wordAlone('R01'),
        fields: ['name', 'document-kind', 'document-number'],
        keepDays: 30,
      },
    },
  },
  exam: {
    customNumber: examCustomNumber,
    name: '示例考试机构',
    policies: { ...web, [examPolicy]: { ...wordAlone('R03'), ageMark: true } },
  },
  museum: {
    customNumber: museumCustomNumber,
    name: '示例博物馆',
    policies: {
      ...web,
      [museumPolicies.network]: wordAlone('R01'),
      [museumPolicies.card]: documentSuffices('D01'),
      [museumPolicies.document]: documentSuffices('D02'),
    },
  },
  insurer: {
    customNumber: insurerCustomNumber,
    name: '示例保险公司',
    policies: { ...web, [insurerPolicy]: wordAlone('R02') },
  },
}
