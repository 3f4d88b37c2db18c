import type { Verdict } from '../../../src/shared/verdict.ts'

const shapes = {
  pass: { outline: 'M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z', sign: 'M7 12.4l3.4 3.4L17 9' },
  fail: {
    outline: 'M7.9 1.5h8.2l6.4 6.4v8.2l-6.4 6.4H7.9l-6.4-6.4V7.9z',
    sign: 'M8.5 8.5l7 7M15.5 8.5l-7 7',
  },
} as const

/** Verdicts differ in shape as well as in colour: a circle with a tick, an octagon with a cross. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { outline, sign } = shapes[verdict]
  return (
    <svg className={`mark ${verdict}`} viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark-shape" d={outline} />
      <path className="mark-sign" d={sign} />
    </svg>
  )
}
