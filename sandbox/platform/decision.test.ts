import { describe, expect, test } from 'vitest'
import { decide } from './decision.ts'
import type { WalletCodeRecord } from './store/wallet-codes.ts'

const fresh: WalletCodeRecord = { citizen: 'test-1', mode: 'R01', expiresAt: 60_000, usedBy: null }

describe('a presented code', () => {
  test('passes while it is fresh and unused', () => {
    expect(decide(fresh, 'R01', 59_999)).toEqual({ verdict: 'pass', citizen: 'test-1' })
  })

  test('fails from its sixtieth second on', () => {
    expect(decide(fresh, 'R01', 60_000)).toEqual({
      verdict: 'fail',
      cause: 'code-expired',
      citizen: 'test-1',
    })
  })

  test('fails when it was used, and says so even after it has expired', () => {
    const used = { ...fresh, usedBy: 'A'.repeat(32) }
    expect(decide(used, 'R01', 1)).toMatchObject({ verdict: 'fail', cause: 'code-used' })
    expect(decide(used, 'R01', 90_000)).toMatchObject({ cause: 'code-used' })
  })

  test('fails when nobody issued it, and then belongs to nobody', () => {
    expect(decide(undefined, 'R01', 1)).toEqual({ verdict: 'fail', cause: 'code-unknown', citizen: null })
  })

  test('fails when the relying party asks for more than the citizen did', () => {
    expect(decide(fresh, 'R02', 1)).toMatchObject({ verdict: 'fail', cause: 'factor-missing' })
  })
})
