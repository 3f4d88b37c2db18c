/** All of China has one time, and the sandbox's pages show it wherever the machine stands. */
export const chinaTimeZone = 'Asia/Shanghai'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: chinaTimeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The time of day of a moment (ms): `10:31:02`. */
export function clockTime(moment: number): string {
  return clock.format(moment)
}

/** The same to the millisecond: `10:31:02.125`. */
export function preciseTime(moment: number): string {
  return `${clockTime(moment)}.${String(moment % 1_000).padStart(3, '0')}`
}

const day = new Intl.DateTimeFormat('en-CA', { timeZone: chinaTimeZone })

/** The day of a moment (ms): `2026-11-30`. */
export function dayOf(moment: number): string {
  return day.format(moment)
}
