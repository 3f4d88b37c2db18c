import type { Answer } from '../platform-link/platform-http.ts'
import type { WebTerminal } from '../platform-link/web-terminal.ts'

/** Whose check runs at a place, and whether anybody still looks at it. */
export interface Occupant {
  /** When its page last asked (monotonic ms). */
  readonly seenAt: number
  leave(): void
}

/** A place for one visitor at a time: a terminal number of the server's, for an offer ends what the same one offered before. */
export interface WebPlace {
  /** Enrols when it is first needed: a server with places that nobody takes starts as fast as one without. */
  terminal(): Promise<Answer<WebTerminal>>
}

/** A page that has not asked for so long (ms) was closed: its place goes to whoever comes. */
const goneAfter = 15_000

/** The server's places. */
export interface WebPlaces {
  /** @returns null when all are in use */
  take(occupant: Occupant, elapsed: number): WebPlace | null
  release(occupant: Occupant): void
}

/** @param enrol gives the same terminal whenever it is asked, or none */
export function webPlace(enrol: () => Promise<Answer<WebTerminal>>): WebPlace {
  let enrolled: Answer<WebTerminal> | null = null
  return {
    terminal: async () => {
      if (enrolled) return enrolled
      const answer = await enrol()
      if (answer.kind === 'answer') enrolled = answer
      return answer
    },
  }
}

export function webPlaces(places: readonly WebPlace[]): WebPlaces {
  const occupants = new Map<WebPlace, Occupant>()
  return {
    take: (occupant, elapsed) => {
      const place = places.find((one) => {
        const present = occupants.get(one)
        return !present || elapsed - present.seenAt > goneAfter
      })
      if (!place) return null
      occupants.get(place)?.leave()
      occupants.set(place, occupant)
      return place
    },
    release: (occupant) => {
      for (const [place, present] of occupants) if (present === occupant) occupants.delete(place)
    },
  }
}
