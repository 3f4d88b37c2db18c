import { drawnRuns } from './drawn-runs.ts'

/** Characters on which nobody sees anything, or which change how others are written: no words of a hall's. */
const unseen = /\p{C}/u

let drawn: readonly (readonly [first: number, end: number])[] | null = null

function readRuns(): readonly (readonly [first: number, end: number])[] {
  let at = 0
  return drawnRuns
    .trim()
    .split(/\s/)
    .map((run) => {
      const [gap = '', length = '1'] = run.split(':')
      const first = at + Number.parseInt(gap, 36)
      at = first + Number.parseInt(length, 36)
      return [first, at] as const
    })
}

/** Whether a character is drawn, and not as a box. */
export function isDrawn(character: string): boolean {
  drawn ??= readRuns()
  const code = character.codePointAt(0) ?? 0
  let [from, to] = [0, drawn.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const [, end] = drawn[middle] ?? [0, 0]
    if (code >= end) from = middle + 1
    else to = middle
  }
  const [first] = drawn[from] ?? [Infinity]
  return code >= first && !unseen.test(character)
}
