import { describe, expect, test } from 'vitest'
import { decide, decideCard } from './decision.ts'
import type { PresentedCard } from './presented-card.ts'
import {
  citizensCards,
  expiredCard,
  hongKongCard,
  issuedCards,
  type IssuedCard,
  lostCard,
  permanentCard2017,
  permanentCard2023,
} from './resident-cards.ts'
import type { WalletCodeRecord } from './store/wallet-codes.ts'

const fresh: WalletCodeRecord = { citizen: 'test-1', proven: [], expiresAt: 60_000, usedBy: null }

describe('a presented code', () => {
  test('passes while it is fresh and unused', () => {
    expect(decide(fresh, [], 59_999)).toEqual({ verdict: 'pass', citizen: 'test-1' })
  })

  test('fails from its sixtieth second on', () => {
    expect(decide(fresh, [], 60_000)).toEqual({
      verdict: 'fail',
      cause: 'code-expired',
      citizen: 'test-1',
    })
  })

  test('fails when it was used, and says so even after it has expired', () => {
    const used = { ...fresh, usedBy: 'A'.repeat(32) }
    expect(decide(used, [], 1)).toMatchObject({ verdict: 'fail', cause: 'code-used' })
    expect(decide(used, [], 90_000)).toMatchObject({ cause: 'code-used' })
  })

  test('fails when nobody issued it, and then belongs to nobody', () => {
    expect(decide(undefined, [], 1)).toEqual({ verdict: 'fail', cause: 'code-unknown', citizen: null })
  })

  test('passes with what was asked for, in whatever order, and with more', () => {
    const both = { ...fresh, proven: ['password', 'face'] } as const
    for (const required of [[], ['face'], ['face', 'password']] as const) {
      expect(decide(both, required, 1)).toEqual({ verdict: 'pass', citizen: 'test-1' })
    }
    expect(decide(both, ['voice'], 1)).toMatchObject({ verdict: 'fail', cause: 'factor-missing' })
  })

  test('fails when the relying party asks for more than the citizen did', () => {
    expect(decide(fresh, ['password'], 1)).toMatchObject({ verdict: 'fail', cause: 'factor-missing' })
  })
})

describe('a presented resident card', () => {
  const present = ({ kind, number, name, from, to }: IssuedCard): Omit<PresentedCard, 'sam'> => ({
    kind,
    number,
    name,
    from,
    to,
  })
  const ordinary = present(citizensCards[0] ?? lostCard)
  const registered = new Set(['test-1', 'test-2', 'test-3'])
  const citizenOf = (person: string) => (registered.has(person) ? person : null)
  const decideAt = (card: typeof ordinary, day: string) =>
    decideCard(card, issuedCards, citizenOf, Date.parse(`${day}+08:00`))

  test('passes on each of its days, as the calendar in China has them, and on no other', () => {
    const citizen = 'test-1'
    expect(decideAt(ordinary, '2020-01-01T00:00:00')).toEqual({ verdict: 'pass', citizen })
    expect(decideAt(ordinary, '2039-12-31T23:59:59')).toEqual({ verdict: 'pass', citizen })
    const before = decideAt(ordinary, '2019-12-31T23:59:59')
    expect(before).toEqual({ verdict: 'fail', cause: 'card-not-yet-valid', citizen })
    const after = decideAt(ordinary, '2040-01-01T00:00:00')
    expect(after).toEqual({ verdict: 'fail', cause: 'card-expired', citizen })
  })

  test.each([hongKongCard, permanentCard2017])('passes when it is a card of kind $kind', (issued) => {
    expect(decideAt(present(issued), '2026-11-22T12:00:00')).toEqual({ verdict: 'pass', citizen: null })
  })

  test('passes for ever when it is valid without end', () => {
    expect(decideAt(present(permanentCard2023), '2099-12-31T00:00:00')).toEqual({
      verdict: 'pass',
      citizen: null,
    })
  })

  test('fails when it was reported lost, or has expired, and its citizen reads why', () => {
    const lost = decideAt(present(lostCard), '2026-11-22T12:00:00')
    expect(lost).toEqual({ verdict: 'fail', cause: 'card-lost', citizen: 'test-2' })
    const expired = decideAt(present(expiredCard), '2026-11-22T12:00:00')
    expect(expired).toEqual({ verdict: 'fail', cause: 'card-expired', citizen: 'test-1' })
  })

  test.each<[string, Partial<PresentedCard>]>([
    ['another number', { number: '990000198405120029' }],
    ['another name', { name: '测试二' }],
    ['a longer validity than it was issued with', { to: '20991231' }],
    ['an earlier first day', { from: '20190101' }],
    ['another kind', { kind: hongKongCard.kind }],
  ])('fails with %s, and then belongs to nobody', (_what, change) => {
    expect(decideAt({ ...ordinary, ...change }, '2026-11-22T12:00:00')).toEqual({
      verdict: 'fail',
      cause: 'card-unknown',
      citizen: null,
    })
  })
})
