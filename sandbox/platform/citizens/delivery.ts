import type { Clock } from '../clock.ts'
import type { ConsentRecord } from '../store/consents.ts'
import type { QueuedDelivery } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import { ageMark } from './age.ts'
import type { AgeMark } from './age-marks.ts'
import type { RetainableField } from './policy-terms.ts'

export type RetainedFields = Readonly<Partial<Record<RetainableField, string>>>

/** What a relying party's own server is told of one passed check. A terminal is told none of it. */
export interface Delivery {
  readonly bizSeq: string
  readonly customNumber: string
  /** 网络身份应用标识: this relying party's own name for the person. */
  readonly pseudonym: string
  /** Only where a law lets this policy have it. */
  readonly ageMark?: AgeMark
  /** Only with a consent. */
  readonly retained?: { readonly consent: string; readonly fields: RetainedFields }
}

/** The way to relying parties' servers. */
export interface DeliveryPort {
  /** @returns whether the server said that it has it; if not, it is sent again later */
  deliver(delivery: Delivery): Promise<boolean>
}

export interface DeliveryContext {
  readonly store: Store
  readonly clock: Clock
  readonly pseudonymOf: (citizen: string, customNumber: string) => string
}

/**
 * Notes, in the transaction of a passed check, that the relying party's server is to be told. A consent that does not
 * fit the check is as good as none: nothing comes back from here, so that no terminal can try consents out.
 */
export function queueDelivery(store: Store, asked: QueuedDelivery, now: number): void {
  const consent = asked.consent === null ? undefined : store.consents.find(asked.consent)
  const fits =
    consent?.citizen === asked.citizen &&
    consent.customNumber === asked.customNumber &&
    consent.policy === asked.policy &&
    store.consents.use(consent.number, asked.bizSeq)
  store.deliveries.queue({ ...asked, consent: fits ? asked.consent : null }, now)
}

/** So often a notice is sent, and for so long (ms) it waits; its relying party may then still ask by the receipt number. */
export const mostDeliveryTries = 20
export const deliveryLifetime = 86_400_000

/**
 * Sends what waits, to each relying party what was queued first; nobody waits for another's server.
 * @param parties to whom
 * @returns those whose server did not take something: the rest of theirs waits for the next time
 */
export async function deliverWaiting(
  context: DeliveryContext,
  port: DeliveryPort,
  parties: readonly string[] = context.store.deliveries.parties(),
): Promise<ReadonlySet<string>> {
  const { store, clock } = context
  const failed = new Set<string>()
  const serve = async (party: string): Promise<void> => {
    // One at a time is read: while another was sent, a citizen may have withdrawn or been deleted.
    for (let queued = store.deliveries.next(party); queued; queued = store.deliveries.next(party)) {
      const delivery = composeDelivery(context, queued)
      if (!delivery) {
        // The citizen is gone, and with that whom it was about.
        store.deliveries.forget(queued.citizen)
        continue
      }
      if (!(await port.deliver(delivery))) {
        store.deliveries.failed(queued.bizSeq, mostDeliveryTries)
        failed.add(party)
        return
      }
      store.deliveries.delivered(queued.bizSeq, clock.now())
    }
  }
  await Promise.all(parties.map(serve))
  return failed
}

function composeDelivery(
  { store, clock, pseudonymOf }: DeliveryContext,
  queued: QueuedDelivery,
): Delivery | null {
  const { bizSeq } = queued
  const who = store.citizens.identity(queued.citizen)
  if (!who) return null
  const { citizen, customNumber, policy } = queued
  const fields = queued.consent === null ? null : fieldsUnder(store, queued.consent, clock.now())
  return {
    bizSeq,
    customNumber,
    pseudonym: pseudonymOf(citizen, customNumber),
    ...(store.policyTerms.of(customNumber, policy).ageMark && { ageMark: ageMark(clock.now(), who.birth) }),
    ...(fields && queued.consent !== null && { retained: { consent: queued.consent, fields } }),
  }
}

/** The values that a consent covers now; null when it was withdrawn or has ended, or the citizen is gone. */
function fieldsUnder(store: Store, number: string, now: number): RetainedFields | null {
  const consent = store.consents.find(number)
  if (!consent || consent.withdrawnAt !== null || consent.usedBy === null || now >= consent.endsAt)
    return null
  return valuesOf(store, consent)
}

function valuesOf(store: Store, { citizen, fields }: ConsentRecord): RetainedFields | null {
  const who = store.citizens.identity(citizen)
  if (!who) return null
  const values: Readonly<Record<RetainableField, string>> = {
    name: who.name,
    'document-kind': who.documentKind,
    'document-number': who.documentNumber,
    birth: who.birth,
  }
  return Object.fromEntries(fields.map((field) => [field, values[field]]))
}

/**
 * What a relying party's server fetches later, by the number of a consent that one of its passed checks used.
 * @returns null for anything else; never says why
 */
export function retrieveRetained(
  { store, clock }: Pick<DeliveryContext, 'store' | 'clock'>,
  customNumber: string,
  consent: string,
): RetainedFields | null {
  if (store.consents.find(consent)?.customNumber !== customNumber) return null
  return fieldsUnder(store, consent, clock.now())
}
