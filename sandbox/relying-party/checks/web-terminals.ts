import type { WebTerminal } from '../platform-link/web-terminal.ts'

/** Whose check runs on a terminal number, and whether anybody still looks at it. */
export interface Occupant {
  /** When its page last asked (monotonic ms). */
  readonly seenAt: number
  leave(): void
}

/** A page that has not asked for so long (ms) was closed: its place goes to whoever comes. */
const goneAfter = 15_000

/** The server's terminal numbers: each serves one visitor at a time, for an offer ends what the same number offered before. */
export interface WebTerminals {
  /** @returns null when all are in use */
  take(occupant: Occupant, elapsed: number): WebTerminal | null
  release(occupant: Occupant): void
}

export function webTerminals(terminals: readonly WebTerminal[]): WebTerminals {
  const occupants = new Map<WebTerminal, Occupant>()
  return {
    take: (occupant, elapsed) => {
      const terminal = terminals.find((one) => {
        const present = occupants.get(one)
        return !present || elapsed - present.seenAt > goneAfter
      })
      if (!terminal) return null
      occupants.get(terminal)?.leave()
      occupants.set(terminal, occupant)
      return terminal
    },
    release: (occupant) => {
      for (const [terminal, present] of occupants) if (present === occupant) occupants.delete(terminal)
    },
  }
}
