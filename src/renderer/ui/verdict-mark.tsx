export type MarkShape = 'circle' | 'octagon' | 'diamond'

/** The shape of an end of the journey, known by its outline alone: pass a circle, fail an octagon, cannot-now a diamond. */
export function VerdictMark({ shape }: { readonly shape: MarkShape }) {
  return (
    <svg className={`mark ${shape}`} viewBox="0 0 200 200" aria-hidden="true" data-shape={shape}>
      {drawings[shape]}
    </svg>
  )
}

const drawings = {
  circle: (
    <>
      <circle cx="100" cy="100" r="96" />
      <path d="m54 104 32 32 62-68" />
    </>
  ),
  octagon: (
    <>
      <path className="plane" d="M60 4h80l56 56v80l-56 56H60L4 140V60z" />
      <path d="m66 66 68 68m0-68-68 68" />
    </>
  ),
  diamond: (
    <>
      <path className="plane" d="M100 4 196 100 100 196 4 100z" />
      <path d="M82 68v64M118 68v64" />
    </>
  ),
} satisfies Record<MarkShape, unknown>
