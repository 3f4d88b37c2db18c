import type { Platform } from '../platform/platform.ts'
import { walletCodeDigest, type IssuedWalletCode } from '../platform/wallet-codes.ts'

export type ShownCodeState = 'valid' | 'used' | 'expired'

/** The code on a phone's screen. */
export interface ShownCode extends IssuedWalletCode {
  readonly state: ShownCodeState
}

/** The citizens' phones: what stands on the screen of each, in memory alone. */
export interface Phones {
  has(citizen: string): boolean
  /** Takes a new code from the platform and shows it. */
  newCode(citizen: string): ShownCode
  /** What the phone shows now, used up and expired codes included; null before the first code. */
  shown(citizen: string): ShownCode | null
}

export function openPhones(platform: Platform): Phones {
  const screens = new Map<string, IssuedWalletCode>()
  const citizens = new Set(platform.store.registry.citizens().map(({ id }) => id))
  const stateOf = ({ code, expiresAt }: IssuedWalletCode): ShownCodeState => {
    const record = platform.store.walletCodes.find(walletCodeDigest(Buffer.from(code, 'ascii')))
    if (record && record.usedBy !== null) return 'used'
    return platform.clock.now() < expiresAt ? 'valid' : 'expired'
  }
  return {
    has: (citizen) => citizens.has(citizen),
    newCode: (citizen) => {
      const issued = platform.issueWalletCode(citizen)
      screens.set(citizen, issued)
      return { ...issued, state: stateOf(issued) }
    },
    shown: (citizen) => {
      const issued = screens.get(citizen)
      return issued ? { ...issued, state: stateOf(issued) } : null
    },
  }
}
