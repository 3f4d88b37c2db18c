import { writeTimeStamp } from '../../src/shared/wire.ts'
import { type FactorName, missingFactors } from './factors/factor.ts'
import type { PresentedCard } from './presented-card.ts'
import { forever, type IssuedCard } from './resident-cards.ts'
import type { FailCause } from './store/checks.ts'
import type { WalletCodeRecord } from './store/wallet-codes.ts'

export type Decision =
  | { readonly verdict: 'pass'; readonly citizen: string | null }
  | { readonly verdict: 'fail'; readonly cause: FailCause; readonly citizen: string | null }

/** The citizen that a person of the register is now; null for one who has no 网证 here, or had one and deleted it. */
export type CitizenOf = (person: string) => string | null

/**
 * What a presented 网证 code is worth.
 * @param code what is known of it, undefined when nobody issued it
 * @param required what has to be proven on the phone
 * @param now the platform's time; a code that is 60 s old has expired
 */
export function decide(
  code: WalletCodeRecord | undefined,
  required: readonly FactorName[],
  now: number,
): Decision {
  if (!code) return { verdict: 'fail', cause: 'code-unknown', citizen: null }
  const { citizen } = code
  if (code.usedBy !== null) return { verdict: 'fail', cause: 'code-used', citizen }
  if (now >= code.expiresAt) return { verdict: 'fail', cause: 'code-expired', citizen }
  if (missingFactors(required, code.proven).length > 0) {
    return { verdict: 'fail', cause: 'factor-missing', citizen }
  }
  return { verdict: 'pass', citizen }
}

/**
 * What a presented resident card is worth: the office issued it as it is, it was not reported lost, and today, by the
 * calendar in China, is one of its days. Whether it lies in its holder's hand no card can tell.
 * @param now the platform's time
 */
export function decideCard(
  card: Omit<PresentedCard, 'sam'>,
  issued: readonly IssuedCard[],
  citizenOf: CitizenOf,
  now: number,
): Decision {
  const { kind, number, name, from, to } = card
  const known = issued.find(
    (one) =>
      one.kind === kind && one.number === number && one.name === name && one.from === from && one.to === to,
  )
  if (!known) return { verdict: 'fail', cause: 'card-unknown', citizen: null }
  const citizen = citizenOf(known.person)
  const today = writeTimeStamp(now).slice(0, 8)
  if (known.reportedLost) return { verdict: 'fail', cause: 'card-lost', citizen }
  if (today < from) return { verdict: 'fail', cause: 'card-not-yet-valid', citizen }
  if (to !== forever && today > to) return { verdict: 'fail', cause: 'card-expired', citizen }
  return { verdict: 'pass', citizen }
}
