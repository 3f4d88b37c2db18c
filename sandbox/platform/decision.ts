import type { AuthMode } from '../../src/shared/check.ts'
import { modeCovers } from './modes.ts'
import type { FailCause } from './store/checks.ts'
import type { WalletCodeRecord } from './store/wallet-codes.ts'

export type Decision =
  | { readonly verdict: 'pass'; readonly citizen: string }
  | { readonly verdict: 'fail'; readonly cause: FailCause; readonly citizen: string | null }

/**
 * What a presented 网证 code is worth.
 * @param code what is known of it, undefined when nobody issued it
 * @param asked the mode that the relying party asks for
 * @param now the platform's time; a code that is 60 s old has expired
 */
export function decide(code: WalletCodeRecord | undefined, asked: AuthMode, now: number): Decision {
  if (!code) return { verdict: 'fail', cause: 'code-unknown', citizen: null }
  const { citizen } = code
  if (code.usedBy !== null) return { verdict: 'fail', cause: 'code-used', citizen }
  if (now >= code.expiresAt) return { verdict: 'fail', cause: 'code-expired', citizen }
  if (!modeCovers(code.mode, asked)) return { verdict: 'fail', cause: 'factor-missing', citizen }
  return { verdict: 'pass', citizen }
}
