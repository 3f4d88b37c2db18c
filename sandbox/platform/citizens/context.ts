import type { RandomSource } from '../../../src/shared/gm/random.ts'
import type { CertificateAuthority } from '../certificate-authority.ts'
import type { Clock } from '../clock.ts'
import type { Factors } from '../factors/prove.ts'
import type { Store } from '../store/store.ts'

/** What the rules about citizens work with. */
export interface CitizensContext {
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly clock: Clock
  readonly random: RandomSource
  readonly factors: Factors
  /** Tells the terminal that waits for news of an approval that there is some. */
  readonly approvalEnded: (bizSeq: string) => void
  /** Rounds of the 口令's hash. */
  readonly passwordRounds: number
}
