/** The value below which this share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('no samples')
  return value
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}

export interface Figure {
  readonly what: string
  readonly ours: string
  readonly floor: string
  /** Ours over the floor, from this run alone. */
  readonly ratio: number
  /** What the ratio must be: `≤ 1.3`, `< 1`, `≥ 0.99`, `1` for exactly that, `none`. */
  readonly bar: string
}

/** Whether a figure is what it must be. A bar of another form is a programmer's mistake. */
export function isMet({ ratio, bar }: Figure): boolean {
  if (bar === 'none') return true
  const [, sign = '', digits = ''] = /^([<≤≥]?)\s*(\d+(?:\.\d+)?)$/.exec(bar) ?? []
  if (digits === '') throw new RangeError(`no bar: ${bar}`)
  const limit = Number(digits)
  switch (sign) {
    case '<':
      return ratio < limit
    case '≤':
      return ratio <= limit
    case '≥':
      return ratio >= limit
    default:
      return ratio === limit
  }
}

/** Rows below each other, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(cell.length, most[column] ?? 0)),
    [],
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** One line per figure, in columns. */
export function table(figures: readonly Figure[]): string {
  return columns([
    ['what', 'terminal', 'floor', 'ratio', 'bar'],
    ...figures.map(({ what, ours, floor, ratio, bar }) => [what, ours, floor, ratio.toFixed(2), bar]),
  ])
}
