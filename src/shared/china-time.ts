/** China has one time, so far ahead of UTC (ms), and no summer time. */
export const chinaAhead = 8 * 3_600_000

/** An instant whose UTC calendar and clock are those of China at `at`. */
export function inChina(at: Date): Date {
  return new Date(at.getTime() + chinaAhead)
}

/** The day in China, such as `2026-11-30`. */
export function chinaDay(at: Date): string {
  return inChina(at).toISOString().slice(0, 10)
}

/** An instant as `2026-12-05T09:00:00+08:00`, which people and programs read alike. */
export function writeChinaTime(at: Date): string {
  return `${inChina(at).toISOString().slice(0, 19)}+08:00`
}
