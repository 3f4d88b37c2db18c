import { toHex } from '../../src/shared/gm/bytes.ts'
import { sm3 } from '../../src/shared/gm/sm3.ts'
import { walletCodePrefix, walletCodeRandomOctets } from '../../src/shared/wallet-code.ts'
import type { Clock } from './clock.ts'
import type { FactorName } from './factors/factor.ts'
import type { Store } from './store/store.ts'

/** A code is good for this long (ms). */
export const walletCodeLifetime = 60_000

export interface IssuedWalletCode {
  readonly code: string
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Under what name a code is kept: its SM3 digest, hexadecimal. */
export function walletCodeDigest(code: Uint8Array): string {
  return toHex(sm3(code))
}

/** Makes a new 网证 code for a citizen's phone. @param proven what was proven on the phone */
export function issueWalletCode(
  store: Store,
  clock: Clock,
  random: (length: number) => Uint8Array,
  citizen: string,
  proven: readonly FactorName[],
): IssuedWalletCode {
  const code = walletCodePrefix + Buffer.from(random(walletCodeRandomOctets)).toString('base64url')
  const issuedAt = clock.now()
  const expiresAt = issuedAt + walletCodeLifetime
  store.walletCodes.add(walletCodeDigest(Buffer.from(code, 'ascii')), citizen, proven, issuedAt, expiresAt)
  return { code, issuedAt, expiresAt }
}
