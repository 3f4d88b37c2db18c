import type { DynamicCodeState } from '../platform/dynamic-code-states.ts'
import type { IssuedDynamicCode } from '../platform/dynamic-codes.ts'
import type { Platform } from '../platform/platform.ts'
import { walletCodeDigest, type IssuedWalletCode } from '../platform/wallet-codes.ts'

export type ShownCodeState = 'valid' | 'used' | 'expired'

/** The code on a phone's screen. */
export interface ShownCode extends IssuedWalletCode {
  readonly state: ShownCodeState
}

/** The eight digits on a phone's screen. */
export interface ShownDynamicCode extends IssuedDynamicCode {
  readonly state: DynamicCodeState
}

/** So long (ms) after the terminal's number was entered, one code follows the other. */
const dynamicCodesFor = 120_000

/** The citizens' phones: what stands on the screen of each, in memory alone. */
export interface Phones {
  has(citizen: string): boolean
  /** Takes a new code from the platform and shows it. */
  newCode(citizen: string): Promise<ShownCode>
  /**
   * Takes eight digits for one terminal from the platform and shows them; for two minutes the next ones follow.
   * @throws Refusal `terminal-unknown`
   */
  newDynamicCode(citizen: string, terminal: string): Promise<ShownDynamicCode>
  /** The eight digits that the phone shows now; null before a terminal's number was entered. */
  shownDynamicCode(citizen: string): ShownDynamicCode | null
  /** What the phone shows now, used up and expired codes included; null before the first code. */
  shown(citizen: string): ShownCode | null
}

export function openPhones(platform: Platform): Phones {
  const screens = new Map<string, IssuedWalletCode>()
  const digits = new Map<string, { readonly code: IssuedDynamicCode; readonly since: number }>()
  const citizens = new Set(platform.store.registry.citizens().map(({ id }) => id))
  const stateOf = ({ code, expiresAt }: IssuedWalletCode): ShownCodeState => {
    const record = platform.store.walletCodes.find(walletCodeDigest(Buffer.from(code, 'ascii')))
    if (record && record.usedBy !== null) return 'used'
    return platform.clock.now() < expiresAt ? 'valid' : 'expired'
  }
  return {
    has: (citizen) => citizens.has(citizen),
    newCode: async (citizen) => {
      const issued = await platform.issueWalletCode(citizen)
      screens.set(citizen, issued)
      return { ...issued, state: stateOf(issued) }
    },
    newDynamicCode: async (citizen, terminal) => {
      const code = await platform.issueDynamicCode(citizen, terminal)
      digits.set(citizen, { code, since: platform.clock.now() })
      return { ...code, state: platform.dynamicCodeState(citizen, code) }
    },
    shownDynamicCode: (citizen) => {
      const shown = digits.get(citizen)
      if (!shown) return null
      const state = platform.dynamicCodeState(citizen, shown.code)
      const goesOn = Math.abs(platform.clock.now() - shown.since) < dynamicCodesFor
      if (state !== 'expired' || !goesOn) return { ...shown.code, state }
      const code = platform.nextDynamicCode(citizen, shown.code)
      digits.set(citizen, { ...shown, code })
      return { ...code, state: 'valid' }
    },
    shown: (citizen) => {
      const issued = screens.get(citizen)
      return issued ? { ...issued, state: stateOf(issued) } : null
    },
  }
}
