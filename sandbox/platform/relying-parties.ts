import type { AuthMode } from '../../src/shared/check.ts'

/** Who may ask the sandbox's platform, and the least mode of each policy they registered. */
export interface RelyingParty {
  readonly customNumber: string
  readonly name: string
  readonly policies: Readonly<Record<string, AuthMode>>
}

export const demoCustomNumber = '10000001'
export const demoRelyingPartyName = '示例政务服务机构'
export const demoPolicy = 'hall-r01'
export const demoCardPolicy = 'hall-d01'
export const demoDocumentPolicy = 'hall-d02'

/** What relying parties' web sites ask: that somebody signs in, and that it is surely the account's owner. */
export const webSignInPolicy = 'web-r01'
export const webConfirmPolicy = 'web-r02'
export const webPolicies = { [webSignInPolicy]: 'R01', [webConfirmPolicy]: 'R02' } as const

export const relyingParties: readonly RelyingParty[] = [
  {
    customNumber: demoCustomNumber,
    name: demoRelyingPartyName,
    policies: {
      [demoPolicy]: 'R01',
      [demoCardPolicy]: 'D01',
      [demoDocumentPolicy]: 'D02',
      ...webPolicies,
    },
  },
]
