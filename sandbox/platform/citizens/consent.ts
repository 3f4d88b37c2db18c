import { newBizSeq } from '../../../src/shared/check.ts'
import type { CitizensContext } from './context.ts'
import type { RetainableField } from './policy-terms.ts'
import { mayActFor } from './standing.ts'

export interface ConsentGiven {
  /** The consent number: 32 letters and digits, drawn at random. */
  readonly consent: string
}

export interface ConsentAsked {
  readonly citizen: string
  /** Who consents, on the own phone: the citizen, or the guardian of one under 14. */
  readonly by: string
  readonly customNumber: string
  readonly policy: string
  readonly fields: readonly RetainableField[]
}

export type ConsentFault = 'not-yours' | 'state' | 'fields'

const day = 86_400_000

/**
 * A separate consent (article 8): this relying party may be given these fields of one check. No more can be agreed
 * to than its policy registered, and a policy that registered nothing gets nothing.
 */
export function giveConsent(
  { store, clock, random }: CitizensContext,
  { citizen, by, customNumber, policy, fields }: ConsentAsked,
): ConsentGiven | { readonly refused: ConsentFault } {
  const now = clock.now()
  if (!mayActFor(store, citizen, by, now)) return { refused: 'not-yours' }
  if (store.citizens.find(citizen)?.state !== 'active') return { refused: 'state' }
  const terms = store.policyTerms.of(customNumber, policy)
  const isCovered = fields.length > 0 && fields.every((field) => terms.fields.includes(field))
  if (!isCovered || new Set(fields).size !== fields.length) return { refused: 'fields' }
  const number: string = newBizSeq((bytes) => {
    bytes.set(random(bytes.length))
    return bytes
  })
  store.transaction(() => {
    const endsAt = now + terms.keepDays * day
    store.consents.add({ number, citizen, customNumber, policy, fields, givenAt: now, endsAt })
    store.securityEvents.add(citizen, 'consent-given', now)
  })
  return { consent: number }
}

/** From now on the relying party is given nothing under this consent. What it has already is for it to delete. */
export function withdrawConsent(
  { store, clock }: CitizensContext,
  citizen: string,
  by: string,
  consent: string,
): { readonly done: true } | { readonly refused: ConsentFault } {
  const now = clock.now()
  if (!mayActFor(store, citizen, by, now)) return { refused: 'not-yours' }
  return store.transaction(() => {
    if (!store.consents.withdraw(consent, citizen, now)) return { refused: 'not-yours' }
    store.securityEvents.add(citizen, 'consent-withdrawn', now)
    return { done: true }
  })
}
