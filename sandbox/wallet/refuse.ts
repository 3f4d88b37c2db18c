import type { FactorFault, FactorName } from '../platform/factors/factor.ts'
import { FactorRefusal } from '../platform/factors/prove.ts'
import { Refusal, type RefusalCode } from '../platform/refusals.ts'
import { ApiRefusal } from '../web/json-api.ts'
import { isWalletRefusal, type WalletRefusal, walletRefusals } from './refusal-codes.ts'

/** A refusal for the page, with a code of the wallet's own list. */
export function refusal(
  code: WalletRefusal,
  more: { readonly factor?: FactorName; readonly fault?: FactorFault } = {},
): ApiRefusal {
  return new ApiRefusal(walletRefusals[code], code, more)
}

/** What of a platform's refusal the phone hears; what it has no sentence for is not the phone's to hear. */
function ofPlatform(code: RefusalCode): WalletRefusal {
  return isWalletRefusal(code) ? code : 'malformed'
}

/** What the platform refuses the phone, the page hears by the same code. */
export async function refusing<Result>(step: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof FactorRefusal) {
      throw refusal('factor-failed', { factor: error.factor, fault: error.fault })
    }
    if (error instanceof Refusal) throw refusal(ofPlatform(error.code))
    throw error
  }
}
