import { chinaDay } from '../../shared/china-time.ts'
import type { Language, Opening } from '../../shared/journey-view.ts'
import type { ClosedTexts } from './closed.ts'
import { dayText } from './date-text.ts'

const dayLength = 86_400_000

/** When a hall opens, as one says it now. */
export function openingText(
  language: Language,
  texts: ClosedTexts,
  opens: Opening | null,
  now: Date,
): string {
  if (opens === null) return texts.announced
  const { date, time } = opens
  // Noon by China's clock.
  const day = new Date(`${date}T12:00:00+08:00`)
  const isOn = (at: number) => chinaDay(new Date(at)) === date
  if (isOn(now.getTime())) return texts.today(time)
  if (isOn(now.getTime() + dayLength)) return texts.tomorrow(time)
  return texts.onDay(dayText(language, day), time)
}
