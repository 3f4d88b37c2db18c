import type { Opening } from '../../shared/journey-view.ts'
import type { OpeningHours } from '../../shared/opening-hours.ts'
import { openAt } from './open-at.ts'

/** How often the clock is looked at (ms): a minute is the finest that hours are told in. */
const lookEvery = 5_000

export interface HoursParts {
  /** Undefined where the hall is always open. */
  readonly hours: OpeningHours | undefined
  /** The wall clock. */
  readonly now: () => Date
  /** Whether somebody is in the middle of a visit: nobody is sent away from the screen when the hour strikes. */
  readonly isVisited: () => boolean
  /** Called whenever the hall closes or opens, and at the start where it is closed. */
  readonly onChange: (isClosed: boolean) => void
}

export interface HoursKeeper {
  readonly start: () => void
  /** Looks whether the hall is open; also to be asked when a visit has ended. Nothing before the start. */
  readonly look: () => void
  /** When it opens next; null where that is not known. */
  readonly opens: () => Opening | null
  readonly stop: () => void
}

/** Closes the terminal outside the hall's hours. */
export function keepHours({ hours, now, isVisited, onChange }: HoursParts): HoursKeeper {
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let opens: Opening | null = null
  const look = () => {
    if (hours === undefined || timer === undefined) return
    const found = openAt(hours, now())
    if (!found.isOpen) opens = found.opens
    if (found.isOpen === !isClosed || (!found.isOpen && isVisited())) return
    isClosed = !found.isOpen
    onChange(isClosed)
  }
  return {
    start() {
      timer ??= setInterval(look, lookEvery)
      look()
    },
    look,
    opens: () => opens,
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}
