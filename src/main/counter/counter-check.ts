import { type Check, newBizSeq } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import { policyOf } from '../config/service-terms.ts'
import type { Whom } from './whom.ts'

/** What a check at a counter is made of. */
export interface CheckedAt {
  readonly config: TerminalConfig
  readonly whom: Whom | null
  readonly hasConsent: boolean
}

/**
 * A check of the person who stands there, under a number of its own. A candidate's pass says that it is the one who is
 * awaited; the number of a guest's consent goes with it only where the guest agreed here.
 */
export function newCounterCheck({ config, whom, hasConsent }: CheckedAt): Check {
  const service = config.services[0]?.id ?? null
  const { expected = null, retention = null } = whom ?? {}
  return {
    bizSeq: newBizSeq(),
    subject: 'self',
    ...policyOf(config, service, 'network-identity'),
    accepts: ['wallet-code'],
    ...(expected !== null && { expected }),
    ...(retention !== null && hasConsent && { retention }),
  }
}
