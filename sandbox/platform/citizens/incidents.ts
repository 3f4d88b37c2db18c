import { toHex } from '../../../src/shared/gm/bytes.ts'
import { drawBytes } from '../../../src/shared/gm/random.ts'
import type { IncidentKind, IncidentRecord } from '../store/incidents.ts'
import { revokeTerminal } from '../revocation.ts'
import type { CitizensContext } from './context.ts'

export interface DeclaredIncident {
  readonly kind: IncidentKind
  readonly begunAt: number
  readonly endedAt: number
  /** Whom it touched: those whose checks one terminal brought in that time, or everybody. */
  readonly touches: { readonly terminal: string } | 'everybody'
}

/** What goes to the authority: figures, and nobody. */
export interface IncidentReport extends IncidentRecord {
  readonly citizensTold: number
}

type Context = Pick<CitizensContext, 'store' | 'clock' | 'random' | 'approvalEnded'>

/**
 * Acts and tells (article 12): a terminal that was tampered with loses its right to ask, and each citizen whom the
 * incident touched has a notice on the phone, all in one step.
 * @returns the incident's number
 */
export function declareIncident(
  { store, clock, random, approvalEnded }: Context,
  incident: DeclaredIncident,
): string {
  const { kind, begunAt, endedAt, touches } = incident
  const id = toHex(drawBytes(random, 8))
  const now = clock.now()
  let ended: readonly string[] = []
  store.transaction(() => {
    store.incidents.add({ id, kind, begunAt, endedAt, declaredAt: now })
    if (touches !== 'everybody') ended = revokeTerminal(store, touches.terminal, now)
    const citizens =
      touches === 'everybody'
        ? store.incidents.everybody()
        : store.incidents.checkedAt(touches.terminal, begunAt, endedAt)
    for (const citizen of citizens) {
      if (store.citizens.find(citizen)?.state === 'deleted') continue
      store.incidents.notify(id, citizen)
      store.securityEvents.add(citizen, 'incident', now)
    }
  })
  for (const bizSeq of ended) approvalEnded(bizSeq)
  return id
}

/**
 * Reports an incident: gives what the authority is told and notes that it was.
 * @returns null for one that nobody declared
 */
export function reportIncident(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  id: string,
): IncidentReport | null {
  store.incidents.reported(id, clock.now())
  const found = store.incidents.find(id)
  return found ? { ...found, citizensTold: store.incidents.touched(id) } : null
}
