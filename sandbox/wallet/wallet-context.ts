import { mayActFor } from '../platform/citizens/standing.ts'
import type { Platform } from '../platform/platform.ts'
import type { WaitingApplications } from './applications.ts'
import type { Phones } from './phones.ts'
import { refusal } from './refuse.ts'

/** What the wallet's routes work with. */
export interface WalletContext {
  readonly platform: Platform
  readonly phones: Phones
  readonly applications: WaitingApplications
}

/** Whose credential something is about, and whose phone asks. */
export interface Acting {
  readonly citizen: string
  readonly by: string
}

/**
 * The citizen's own phone, or for a child under 14 a guardian's.
 * @throws ApiRefusal `citizen-unknown`, `not-yours`
 */
export function acting(
  { platform, phones }: Pick<WalletContext, 'platform' | 'phones'>,
  { citizen, by = citizen }: { readonly citizen: string; readonly by?: string | undefined },
): Acting {
  if (!phones.has(citizen)) throw refusal('citizen-unknown')
  if (!mayActFor(platform.store, citizen, by, platform.clock.now())) throw refusal('not-yours')
  return { citizen, by }
}

/** The same, with a credential that can be used now. @throws ApiRefusal `suspended` as well */
export function actingActively(
  context: Pick<WalletContext, 'platform' | 'phones'>,
  about: { readonly citizen: string; readonly by?: string | undefined },
): Acting {
  const found = acting(context, about)
  if (context.platform.store.citizens.find(found.citizen)?.state !== 'active') throw refusal('suspended')
  return found
}
