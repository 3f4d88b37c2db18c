import type { CheckRequest } from '../../../src/shared/wire.ts'
import type { Store } from '../store/store.ts'
import { type FactorName, isCredentialMode, requiredFactors } from './factor.ts'

/**
 * What a check, or the offer to approve one, asks to be proven on the citizen's phone: what its mode names, and what the
 * relying party registered for the policy beyond it. Of a document's holder, who presents the network identity beside it,
 * the latter alone.
 */
export function requiredBy(
  store: Pick<Store, 'policyTerms'>,
  {
    customNumber,
    policy,
    authMode,
  }: Pick<CheckRequest, 'authMode'> & { readonly customNumber: string; readonly policy: string },
): FactorName[] {
  const { furtherFactors } = store.policyTerms.of(customNumber, policy)
  return isCredentialMode(authMode) ? requiredFactors(authMode, furtherFactors) : [...furtherFactors]
}
