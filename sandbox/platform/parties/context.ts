import type { RandomSource } from '../../../src/shared/gm/random.ts'
import type { Credential } from '../authority-files.ts'
import type { CertificateAuthority } from '../certificate-authority.ts'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Store } from '../store/store.ts'

/** What the platform's side towards relying parties' servers works with. */
export interface PartyContext {
  readonly store: Store
  readonly authority: CertificateAuthority
  /** Certifies relying parties' servers, and nothing that a terminal trusts. */
  readonly partyAuthority: Credential
  readonly clock: Clock
  readonly random: RandomSource
  readonly limits: Limits
}
