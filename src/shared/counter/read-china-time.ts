import { chinaAhead } from '../china-time.ts'
import { narrow } from './narrow.ts'

/** As people and spreadsheets in China write a moment: `2026-12-05 09:00`, `2026/12/5 9:00`, `2026年12月5日 9:00`. */
const form = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/

/** Such a moment in milliseconds since 1970-01-01 UTC; null where it is none. */
export function readChinaTime(text: string): number | null {
  const [, year, month, day, hour, minute, second = '0'] = form.exec(narrow(text)) ?? []
  const parts = [year, month, day, hour, minute, second].map(Number)
  const [y = NaN, mo = NaN, d = NaN, h = NaN, mi = NaN, s = NaN] = parts
  const time = new Date(Date.UTC(y, mo - 1, d, h, mi, s))
  const isThere =
    time.getUTCFullYear() === y &&
    time.getUTCMonth() === mo - 1 &&
    time.getUTCDate() === d &&
    time.getUTCHours() === h &&
    time.getUTCMinutes() === mi
  return isThere && s < 60 ? time.getTime() - chinaAhead : null
}
