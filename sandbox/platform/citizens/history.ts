import type { CitizenCheck } from '../store/checks.ts'
import type { ConsentRecord } from '../store/consents.ts'
import type { IncidentNotice } from '../store/incidents.ts'
import type { SecurityEvent } from '../store/security-events.ts'
import type { CitizensContext } from './context.ts'
import { mayActFor } from './standing.ts'

/** All that a phone shows of what happened to a credential. */
export interface CitizenHistory {
  /** When, who asked, the result, and why a check failed; the last first. */
  readonly checks: readonly CitizenCheck[]
  readonly securityEvents: readonly SecurityEvent[]
  readonly notices: readonly IncidentNotice[]
  readonly consents: readonly ConsentRecord[]
}

/**
 * @param by the citizen, or the guardian of one under 14
 * @returns null when it is nobody's business
 */
export function historyOf(
  { store, clock }: Pick<CitizensContext, 'store' | 'clock'>,
  citizen: string,
  by: string,
  most: number,
): CitizenHistory | null {
  if (!mayActFor(store, citizen, by, clock.now())) return null
  return {
    checks: store.checks.ofCitizen(citizen, most),
    securityEvents: store.securityEvents.ofCitizen(citizen, most),
    notices: store.incidents.noticesOf(citizen),
    consents: store.consents.ofCitizen(citizen),
  }
}
