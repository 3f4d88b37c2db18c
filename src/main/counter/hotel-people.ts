import { z } from 'zod'
import { placeNameSchema, type TicketNumber, ticketNumberSchema } from '../../shared/counter/admission.ts'
import { chinaDay } from '../../shared/china-time.ts'
import { consentNumberSchema } from '../../shared/wire.ts'
import { readBounded } from './read-bounded.ts'
import type { PeopleList } from './whom.ts'

/** One booking of a guest, as the hotel's own software writes it: no name, nothing of a document. */
const arrivalSchema = z.strictObject({
  booking: ticketNumberSchema,
  room: placeNameSchema.optional(),
  /** Number of the consent that the guest gave on the phone to what the law makes the hotel keep. */
  consent: consentNumberSchema.optional(),
})
type Arrival = z.infer<typeof arrivalSchema>
const arrivalsSchema = z.array(arrivalSchema).max(20_000)

/**
 * Those whom a hotel awaits today. Who comes without a booking is checked all the same.
 * @param readFile gives the text of the list; null where there is none to be read. Left out where the hotel has no list
 * @param now milliseconds since 1970-01-01 UTC
 */
export function hotelPeople(
  readFile: (() => Promise<string | null>) | undefined,
  now: () => number,
): PeopleList {
  let arrivals: ReadonlyMap<TicketNumber, Arrival> = new Map()
  const find = (ticket: TicketNumber) => {
    const arrival = arrivals.get(ticket)
    return arrival ? { ticket, place: arrival.room ?? null, text: null } : null
  }
  return {
    async read() {
      arrivals = new Map()
      const text = readFile ? await readFile() : '[]'
      if (text === null) return { fault: { fault: 'unreadable' } }
      const read = parseArrivals(text)
      if (!read) return { fault: { fault: 'form' } }
      arrivals = read
      // One session for each day.
      const name = placeNameSchema.parse(chinaDay(new Date(now())))
      return { sessions: [{ name, rooms: null, starts: null }], count: arrivals.size }
    },
    find,
    lookUp(ticket, _session, admission) {
      const whom = find(ticket)
      if (!whom) return { is: 'refused', result: { kind: 'unknown-ticket', ticket } }
      if (admission) {
        const { time: at, gate } = admission
        return { is: 'refused', result: { kind: 'admitted-before', whom, at, gate } }
      }
      const retention = arrivals.get(ticket)?.consent ?? null
      return { is: 'awaited', whom: { ...whom, expected: null, retention } }
    },
    close: () => undefined,
  }
}

/** Octets: 20,000 bookings of 160. */
const largestList = 4 * 1024 * 1024

/** The text of the list of arrivals; null where there is none to be read, or it is no list for its size. */
export async function readArrivals(path: string): Promise<string | null> {
  const file = await readBounded(path, largestList)
  return 'fault' in file ? null : new TextDecoder().decode(file.bytes)
}

/** Null where it has not the form, or names a booking twice. */
function parseArrivals(text: string): ReadonlyMap<TicketNumber, Arrival> | null {
  try {
    const read = arrivalsSchema.safeParse(JSON.parse(text))
    if (!read.success) return null
    const arrivals = new Map(read.data.map((arrival) => [arrival.booking, arrival]))
    return arrivals.size === read.data.length ? arrivals : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
