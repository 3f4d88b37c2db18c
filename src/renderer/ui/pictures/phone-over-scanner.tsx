import { DrawnCode } from './code.tsx'

/** A phone with a code on its screen comes down over the scanner's opening, which lights up. */
export function PhoneOverScanner() {
  return (
    <svg className="picture" viewBox="0 0 640 480" aria-hidden="true">
      <path className="quiet ground-filled" d="m90 448 62-84h336l62 84z" />
      <path className="quiet ground-filled" d="M90 448v20h460v-20z" />
      <path className="filled" d="m218 426 24-36h156l24 36z" />
      <path className="light" d="M258 408h124" />
      <g className="scan-light light" strokeDasharray="2 16">
        <path d="m262 378-22-46M320 376v-42M378 378l22-46" />
      </g>
      <g className="phone-over">
        <rect className="filled" x="230" y="14" width="180" height="298" rx="28" />
        <path d="M302 42h36" />
        <g transform="translate(262 94) scale(1.21)">
          <DrawnCode />
        </g>
        <path d="M292 258h56M304 282h32" />
      </g>
    </svg>
  )
}
