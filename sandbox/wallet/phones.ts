import type { DynamicCodeState } from '../platform/dynamic-code-states.ts'
import { type IssuedDynamicCode, provenFor } from '../platform/dynamic-codes.ts'
import type { FactorName, FactorPresentation } from '../platform/factors/factor.ts'
import type { Platform } from '../platform/platform.ts'
import { walletCodeDigest, type IssuedWalletCode } from '../platform/wallet-codes.ts'

export type ShownCodeState = 'valid' | 'used' | 'expired'

/** The code on a phone's screen. */
export interface ShownCode extends IssuedWalletCode {
  readonly state: ShownCodeState
  /** What was proven for it beside the credential. */
  readonly proven: readonly FactorName[]
}

/** The eight digits on a phone's screen. */
export interface ShownDynamicCode extends IssuedDynamicCode {
  readonly state: DynamicCodeState
}

/** The citizens' phones: what stands on the screen of each, in memory alone. */
export interface Phones {
  has(citizen: string): boolean
  /** Takes a new code from the platform and shows it. @param by whose phone presents @throws Refusal */
  newCode(citizen: string, presentations?: readonly FactorPresentation[], by?: string): Promise<ShownCode>
  /**
   * Takes eight digits for one terminal from the platform and shows them; for two minutes the next ones follow.
   * @throws Refusal
   */
  newDynamicCode(
    citizen: string,
    terminal: string,
    presentations?: readonly FactorPresentation[],
    by?: string,
  ): Promise<ShownDynamicCode>
  /** The eight digits that the phone shows now; null before a terminal's number was entered. */
  shownDynamicCode(citizen: string): ShownDynamicCode | null
  /** What the phone shows now, used up and expired codes included; null before the first code. */
  shown(citizen: string): ShownCode | null
  /** Takes everything off the screen of somebody who is no citizen any more, or whose credential rests. */
  clear(citizen: string): void
}

export function openPhones(platform: Platform): Phones {
  const screens = new Map<string, IssuedWalletCode>()
  const digits = new Map<string, { readonly code: IssuedDynamicCode; readonly since: number }>()
  const withState = (issued: IssuedWalletCode): ShownCode => {
    const record = platform.store.walletCodes.find(walletCodeDigest(Buffer.from(issued.code, 'ascii')))
    const proven = record?.proven ?? []
    if (record && record.usedBy !== null) return { ...issued, proven, state: 'used' }
    return { ...issued, proven, state: platform.clock.now() < issued.expiresAt ? 'valid' : 'expired' }
  }
  return {
    has: (citizen) => {
      const found = platform.store.citizens.find(citizen)
      return found !== undefined && found.state !== 'deleted'
    },
    newCode: async (citizen, presentations, by) => {
      const issued = await platform.issueWalletCode(citizen, presentations, by)
      screens.set(citizen, issued)
      return withState(issued)
    },
    newDynamicCode: async (citizen, terminal, presentations, by) => {
      const code = await platform.issueDynamicCode(citizen, terminal, presentations, by)
      digits.set(citizen, { code, since: platform.clock.now() })
      return { ...code, state: platform.dynamicCodeState(citizen, code) }
    },
    shownDynamicCode: (citizen) => {
      const shown = digits.get(citizen)
      if (!shown) return null
      const state = platform.dynamicCodeState(citizen, shown.code)
      const goesOn = Math.abs(platform.clock.now() - shown.since) < provenFor
      if (state !== 'expired' || !goesOn) return { ...shown.code, state }
      const code = platform.nextDynamicCode(citizen, shown.code)
      digits.set(citizen, { ...shown, code })
      return { ...code, state: 'valid' }
    },
    shown: (citizen) => {
      const issued = screens.get(citizen)
      return issued ? withState(issued) : null
    },
    clear: (citizen) => {
      screens.delete(citizen)
      digits.delete(citizen)
    },
  }
}
