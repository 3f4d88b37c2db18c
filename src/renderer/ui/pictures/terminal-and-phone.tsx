import { DrawnCode } from './code.tsx'

/** This machine, and a phone that comes over to its scanner. */
export function TerminalAndPhone() {
  return (
    <svg className="picture" viewBox="0 0 760 640" aria-hidden="true">
      <path className="filled" d="M152 619V52c0-18 12-30 30-30h252c18 0 30 12 30 30v567" />
      <rect x="192" y="66" width="232" height="300" rx="14" />
      <g className="light">
        <circle cx="308" cy="196" r="62" />
        <path d="m278 198 22 22 40-46" />
      </g>
      <path d="M252 306h112" />
      <path className="ground-filled" d="m132 470 34-62h284l34 62z" />
      <path className="light" d="M270 440h76" />
      <path className="filled" d="M132 470v28h352v-28z" />
      <path className="quiet" d="M40 622h680" />
      <g className="phone-across">
        <g transform="rotate(14 560 330)">
          <rect className="filled" x="470" y="214" width="156" height="258" rx="24" />
          <path d="M530 236h36" />
          <g transform="translate(499 282) scale(1.02)">
            <DrawnCode />
          </g>
          <path d="M524 432h48" />
        </g>
      </g>
    </svg>
  )
}
