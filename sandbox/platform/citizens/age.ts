import { writeTimeStamp } from '../../../src/shared/wire.ts'
import type { AgeMark } from './age-marks.ts'

/** What the rules tell apart: nobody under 8; a guardian applies and consents under 14; watches over those of 14 to 17. */
export type AgeGroup = 'under-8' | 'under-14' | '14-17' | '18-and-over'

/** The day in China, yyyyMMdd. @param now ms since 1970-01-01 UTC */
export function chinaDate(now: number): string {
  return writeTimeStamp(now).slice(0, 8)
}

/** Full years. Somebody born on 29 February is a year older from 1 March on. @param birth yyyyMMdd */
export function ageOn(now: number, birth: string): number {
  return Math.trunc((Number(chinaDate(now)) - Number(birth)) / 10_000)
}

export function ageGroup(now: number, birth: string): AgeGroup {
  const age = ageOn(now, birth)
  if (age < 8) return 'under-8'
  if (age < 14) return 'under-14'
  return age < 18 ? '14-17' : '18-and-over'
}

/** Elderly from 60 on, as the law on the rights of the elderly counts. */
export function ageMark(now: number, birth: string): AgeMark {
  const age = ageOn(now, birth)
  if (age < 18) return 'minor'
  return age < 60 ? 'adult' : 'elderly'
}
