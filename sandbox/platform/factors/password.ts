import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import type { Factor } from './factor.ts'
import { isPassword } from './password-hash.ts'

/** After so many wrong tries the 口令 is locked for a while (ms). */
export const mostPasswordTries = 5
export const passwordLock = 15 * 60_000

const answerSchema = z.string().min(1).max(64)

/**
 * The 口令. A try is counted before it is looked at, so that many at once are as many tries; a right one clears the
 * count, and what was locked opens again after the lock's time.
 */
export function passwordFactor(store: Store, clock: Clock): Factor {
  return {
    name: 'password',
    challenge: () => null,
    verify: async (citizen, answer) => {
      const parsed = answerSchema.safeParse(answer)
      if (!parsed.success) return 'malformed'
      const record = store.passwords.find(citizen)
      if (!record) return 'not-enrolled'
      const now = clock.now()
      const tries = now - record.lastTry >= passwordLock ? 0 : record.tries
      if (tries >= mostPasswordTries) return 'locked'
      store.passwords.setTries(citizen, tries + 1, now)
      if (await isPassword(parsed.data, record)) {
        store.passwords.setTries(citizen, 0, now)
        return 'proven'
      }
      const isLast = tries + 1 >= mostPasswordTries
      store.securityEvents.add(citizen, isLast ? 'password-locked' : 'password-wrong', now)
      return 'wrong'
    },
  }
}
