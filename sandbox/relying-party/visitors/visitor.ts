import type { Occupant } from '../checks/web-places.ts'
import type { WebCheck } from '../checks/web-check.ts'
import type { CheckOutcome } from '../api.ts'
import type { CheckPurpose } from '../relying-party-sites.ts'

/** A check that a visitor began, and what came of it. */
export type CheckRun =
  | { readonly kind: 'beginning'; readonly purpose: CheckPurpose }
  | { readonly kind: 'running'; readonly purpose: CheckPurpose; readonly check: WebCheck }
  | { readonly kind: 'done'; readonly purpose: CheckPurpose; readonly outcome: CheckOutcome }

/** Somebody's visit to the site: in memory alone. */
export interface Visitor extends Occupant {
  seenAt: number
  run: CheckRun | null
  /** Of whom a check has just shown that they are at the page, and have no account. */
  proven: { readonly pseudonym: string; readonly until: number } | null
  /** Number of the account that the visitor is in. */
  account: string | null
}

export interface Visitors {
  /** Lets a visitor in. @returns 32 random octets that name the visit, in base64url */
  enter(elapsed: number): string
  /** @returns undefined for a visit that is over */
  find(session: string, elapsed: number): Visitor | undefined
  /** Everybody leaves. */
  leave(): void
}

/** A visit ends after so long (ms) without a word from its page. */
const longestSilence = 30 * 60_000
/** More visits than this end the one that was silent longest. */
const mostVisitors = 1_000

export function visitors(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): Visitors {
  /** The one that was silent longest stands first. */
  const present = new Map<string, Visitor>()
  const end = (session: string, visitor: Visitor) => {
    visitor.leave()
    present.delete(session)
  }
  const tidy = (elapsed: number) => {
    for (const [session, visitor] of present) {
      if (present.size <= mostVisitors && elapsed - visitor.seenAt < longestSilence) return
      end(session, visitor)
    }
  }
  return {
    enter: (elapsed) => {
      const session = Buffer.from(random(new Uint8Array(32))).toString('base64url')
      const visitor: Visitor = {
        seenAt: elapsed,
        run: null,
        proven: null,
        account: null,
        leave: () => {
          if (visitor.run?.kind === 'running') visitor.run.check.leave()
          visitor.run = null
        },
      }
      present.set(session, visitor)
      tidy(elapsed)
      return session
    },
    find: (session, elapsed) => {
      tidy(elapsed)
      const visitor = present.get(session)
      if (!visitor) return undefined
      visitor.seenAt = elapsed
      present.delete(session)
      present.set(session, visitor)
      return visitor
    },
    leave: () => {
      for (const [session, visitor] of present) end(session, visitor)
    },
  }
}
