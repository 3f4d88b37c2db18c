import type { CheckRequest } from '../../../src/shared/wire.ts'
import { type FactorName, isCredentialMode, requiredFactors } from './factor.ts'

/** What a check, or the offer to approve one, asks to be proven on the citizen's phone. A document asks for nothing. */
export function requiredBy({ authMode }: Pick<CheckRequest, 'authMode'>): FactorName[] {
  return isCredentialMode(authMode) ? requiredFactors(authMode) : []
}
