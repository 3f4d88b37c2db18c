/** A moment as a clock shows it, to the millisecond: `10:31:02.125`. */
export function timeOf(milliseconds: number): string {
  const date = new Date(milliseconds)
  const pad = (value: number, width = 2) => String(value).padStart(width, '0')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part)).join(':')
  return `${time}.${pad(date.getMilliseconds(), 3)}`
}
