import { inChina } from '../../shared/china-time.ts'
import type { Opening } from '../../shared/journey-view.ts'
import type { OpeningHours } from '../../shared/opening-hours.ts'

export type Openness = { readonly isOpen: true } | { readonly isOpen: false; readonly opens: Opening | null }

const dayLength = 86_400_000
/** A hall that opens on none of so many days is not known to open again. */
const foreseen = 60

const week = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** Whether the hall is open at an instant, and when it opens next. */
export function openAt(hours: OpeningHours, at: Date): Openness {
  const here = inChina(at)
  const time = here.toISOString().slice(11, 16)
  if (spansOn(hours, here).some(({ from, to }) => from <= time && time < to)) return { isOpen: true }
  for (let days = 0; days < foreseen; days++) {
    const day = new Date(here.getTime() + days * dayLength)
    const next = spansOn(hours, day).find(({ from }) => days > 0 || from > time)
    if (next) return { isOpen: false, opens: { date: dateOf(day), time: next.from } }
  }
  return { isOpen: false, opens: null }
}

interface Span {
  readonly from: string
  readonly to: string
}

/** @param day an instant whose UTC calendar is that of China */
function spansOn({ weekly, closed, special }: OpeningHours, day: Date): readonly Span[] {
  const date = dateOf(day)
  if (closed.includes(date)) return []
  const weekday = week[day.getUTCDay()]
  const own = special.find((other) => other.date === date)?.open
  const spans = own ?? (weekday === undefined ? undefined : weekly[weekday]) ?? []
  return spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }))
}

function dateOf(day: Date): string {
  return day.toISOString().slice(0, 10)
}
