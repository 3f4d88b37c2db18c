import { z } from 'zod'
import { type CounterDelays, freeAttempts } from '../../shared/counter/counter-config.ts'

/** What is remembered of wrong PINs. */
const stateSchema = z.strictObject({
  /** In a row, one that is being looked at among them. */
  wrong: z.int().min(0),
  /** Of those that were typed under each number of staff, since its own PIN was typed last. */
  under: z.record(z.string(), z.int().min(0)),
  /** Until when no PIN is taken: milliseconds since 1970-01-01 UTC. */
  until: z.int().min(0),
  /** How long that is, in milliseconds. */
  wait: z.int().min(0),
})
type State = z.infer<typeof stateSchema>

/** Where that is kept from one start to the next. */
export interface LockOutFile {
  /** Null where there is none; empty where there is one that cannot be read. */
  readonly read: () => string | null
  /** @returns whether it is on the disk */
  readonly write: (text: string) => boolean
}

/** Whether a PIN may be looked at: not while a wait lasts, and not where it cannot be kept that somebody tries. */
export type Attempt = 'noted' | 'waits' | 'not-kept'

export interface LockOut {
  /** Until when no PIN is taken; null when one is. */
  readonly waitUntil: () => number | null
  /**
   * Notes an attempt as wrong before it is looked at, so that ending the process gives no further one. It may be looked at
   * when it is noted.
   * @param staff the number under which it is made
   */
  readonly attempt: (staff: string) => Attempt
  /**
   * The attempt was right: what was noted is forgotten, but not what was guessed under other numbers. Where that cannot be
   * kept, the next start still counts it.
   */
  readonly succeed: (staff: string) => void
}

/**
 * Wrong PINs cost time, which doubles: whoever tries them all needs years. One count for all staff, for a guess at one of
 * them is a guess at the counter; and one for each number, which only its own PIN ends, so that nobody who has a PIN buys
 * guesses at a colleague's with it. A file that says nothing usable counts as one attempt too many: it is not what we wrote.
 * @param now milliseconds since 1970-01-01 UTC
 */
export function createLockOut(
  file: LockOutFile,
  { lockOut, longestLockOut }: Pick<CounterDelays, 'lockOut' | 'longestLockOut'>,
  now: () => number,
): LockOut {
  const costOf = (wrong: number) =>
    wrong < freeAttempts ? 0 : Math.min(longestLockOut, lockOut * 2 ** Math.min(40, wrong - freeAttempts))
  const unused: State = { wrong: freeAttempts, under: {}, until: now() + lockOut, wait: lockOut }
  let state = restore(file.read()) ?? unused
  const waitUntil = () => {
    // A clock that was put back does not make the wait longer than it was meant.
    const until = Math.min(state.until, now() + state.wait)
    return until > now() ? until : null
  }
  return {
    waitUntil,
    attempt(staff) {
      if (waitUntil() !== null) return 'waits'
      const wrong = state.wrong + 1
      const own = (state.under[staff] ?? 0) + 1
      const wait = costOf(Math.max(wrong, own))
      const next = { wrong, under: { ...state.under, [staff]: own }, until: now() + wait, wait }
      if (!file.write(JSON.stringify(next))) return 'not-kept'
      state = next
      return 'noted'
    },
    succeed(staff) {
      const { [staff]: _own, ...under } = state.under
      state = { wrong: 0, under, until: 0, wait: 0 }
      file.write(JSON.stringify(state))
    },
  }
}

function restore(text: string | null): State | null {
  if (text === null) return { wrong: 0, under: {}, until: 0, wait: 0 }
  try {
    return stateSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
