import { createContext, useContext } from 'react'
import type { Seen } from '../countdown.ts'
import type { GoTo } from '../route.ts'

/** The phone of a citizen who has a network number: what it shows, and the ways through it. */
export interface CitizensPhone {
  readonly seen: Seen
  /** Asks the platform at once, for what was just changed. */
  readonly refresh: () => Promise<void>
  readonly goTo: GoTo
}

export const PhoneContext = createContext<CitizensPhone | null>(null)

export function useCitizensPhone(): CitizensPhone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new TypeError('not on a citizen’s phone')
  return phone
}
