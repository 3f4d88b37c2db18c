import type { Refused } from './wallet-client.ts'
import type { WalletTexts } from './texts/zh-cn.ts'

/** The sentence for a refusal. */
export function refusalText(texts: WalletTexts, refused: Refused): string {
  if (refused === 'unreachable') return texts.unreachable
  if (refused.code !== 'factor-failed') return texts.refusals[refused.code]
  const { factor, fault } = refused
  if (fault === undefined || (factor !== 'password' && factor !== 'face')) return texts.faults.other
  return texts.faults[factor][fault]
}
