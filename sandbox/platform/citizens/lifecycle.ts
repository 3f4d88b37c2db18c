import { hashPassword, isFitPassword } from '../factors/password-hash.ts'
import type { FactorFault, FactorName, FactorPresentation } from '../factors/factor.ts'
import { proveFactors } from '../factors/prove.ts'
import type { CitizensContext } from './context.ts'
import { eraseCitizen } from './erasure.ts'
import { mayActFor } from './standing.ts'

/** Who does something to a credential, on the own phone, and what that phone presented. */
export interface Act {
  readonly citizen: string
  /** The citizen, or the guardian of one under 14. */
  readonly by: string
  readonly presentations: readonly FactorPresentation[]
}

export type ActFault = 'not-yours' | 'state' | 'factor' | 'password-unfit'
export type ActOutcome =
  | { readonly done: true }
  | { readonly refused: ActFault; readonly fault?: FactorFault }

const done: ActOutcome = { done: true }

async function requireFactors(
  { store, clock, factors }: CitizensContext,
  { citizen, by, presentations }: Act,
  isEnough: (proven: readonly FactorName[]) => boolean,
): Promise<ActOutcome> {
  if (!mayActFor(store, citizen, by, clock.now())) return { refused: 'not-yours' }
  const outcome = await proveFactors(factors, by, presentations)
  if ('failed' in outcome) return { refused: 'factor', fault: outcome.fault }
  return isEnough(outcome.proven) ? done : { refused: 'factor' }
}

/** Stops a credential at once. It asks no factor: whoever lost the phone or fears for the 口令 must not be kept waiting. */
export function suspendCitizen({ store, clock }: CitizensContext, citizen: string, by: string): ActOutcome {
  if (!mayActFor(store, citizen, by, clock.now())) return { refused: 'not-yours' }
  return store.transaction(() => {
    if (!store.citizens.change(citizen, 'active', 'suspended')) return { refused: 'state' }
    store.securityEvents.add(citizen, 'suspended', clock.now())
    return done
  })
}

/** Takes a credential back into use. It asks the 口令 and the face. */
export async function restoreCitizen(context: CitizensContext, act: Act): Promise<ActOutcome> {
  const { store, clock } = context
  const allowed = await requireFactors(
    context,
    act,
    (proven) => proven.includes('password') && proven.includes('face'),
  )
  if ('refused' in allowed) return allowed
  return store.transaction(() => {
    if (!store.citizens.change(act.citizen, 'suspended', 'active')) return { refused: 'state' }
    store.securityEvents.add(act.citizen, 'restored', clock.now())
    return done
  })
}

/** Deletes a citizen for good; any one factor shows that it is meant. The person may apply anew, for another number. */
export async function deleteCitizen(context: CitizensContext, act: Act): Promise<ActOutcome> {
  const allowed = await requireFactors(context, act, (proven) => proven.length > 0)
  if ('refused' in allowed) return allowed
  eraseCitizen(context.store, act.citizen, context.clock.now())
  return done
}

/** Sets another 口令. It asks the face, since the old one may be forgotten. */
export async function changePassword(
  context: CitizensContext,
  act: Act,
  password: string,
): Promise<ActOutcome> {
  const { store, clock, random, passwordRounds } = context
  const allowed = await requireFactors(context, act, (proven) => proven.includes('face'))
  if ('refused' in allowed) return allowed
  const who = store.citizens.identity(act.citizen)
  if (!who || !isFitPassword(password, [who.phone, who.documentNumber, who.birth])) {
    return { refused: 'password-unfit' }
  }
  const hash = await hashPassword(password, random, passwordRounds)
  return store.transaction(() => {
    // Deleted while the hash was made: nothing may be written of somebody who is gone.
    if (!store.citizens.identity(act.citizen)) return { refused: 'state' }
    store.passwords.put(act.citizen, hash)
    store.securityEvents.add(act.citizen, 'password-changed', clock.now())
    return done
  })
}
