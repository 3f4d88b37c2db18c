import { randomInt } from 'node:crypto'
import type { Account } from '../store/accounts.ts'
import type { RelyingPartyStore } from '../store/store.ts'

/** Opens an account for a pseudonym. Its number is drawn, and nothing of a person gives it. */
export function openAccount({ accounts }: RelyingPartyStore, pseudonym: string, now: number): Account {
  for (;;) {
    const number = String(randomInt(10 ** 10)).padStart(10, '0')
    if (accounts.find(number)) continue
    accounts.open(number, pseudonym, now)
    return { number, pseudonym, state: 'active', openedAt: now, signedInAt: now }
  }
}
