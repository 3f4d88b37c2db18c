import type { LivenessAct } from '../../../platform/store/liveness.ts'

/** A face in a few lines that does what it is told. Nobody is pictured. */
export function DrawnFace({ act }: { readonly act: LivenessAct | null }) {
  return (
    <svg className="drawn-face" viewBox="0 0 200 200" aria-hidden="true" data-act={act ?? 'still'}>
      <circle className="ring" cx="100" cy="100" r="94" />
      <g className="head">
        <path
          className="outline"
          d="M100 38c-31 0-48 23-48 56 0 36 22 66 48 66s48-30 48-66c0-33-17-56-48-56z"
        />
        <path
          className="hair"
          d="M52 90c0-36 18-56 48-56s48 20 48 56c-6-18-18-28-26-32-18 12-44 14-56 12-8 6-12 12-14 20z"
        />
        <g className="features">
          <g className="eyes">
            <circle cx="82" cy="98" r="4.5" />
            <circle cx="118" cy="98" r="4.5" />
          </g>
          <path className="shut-eyes" d="M76 98c4 3 8 3 12 0m24 0c4 3 8 3 12 0" />
          <path className="line" d="M100 104v12" />
          <path className="line mouth" d="M86 132c9 6 19 6 28 0" />
          <ellipse className="open-mouth" cx="100" cy="134" rx="11" ry="9" />
        </g>
      </g>
    </svg>
  )
}
