import { MachineReadableLines } from './document.tsx'

/** The photo page comes down, the lines at its foot first, to the scanner's opening, which lights up. */
export function PageOverScanner() {
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
        <path className="quiet filled" d="M150 34V8q0-14 14-14h312q14 0 14 14v26" />
        <rect className="filled" x="150" y="34" width="340" height="274" rx="18" />
        <circle cx="228" cy="100" r="26" />
        <path d="M178 178c6-58 94-58 100 0M326 76h126M326 116h126M326 156h76" />
        <rect className="light zone" x="166" y="208" width="308" height="84" rx="12" />
        <MachineReadableLines x={188} y={236} width={270} gap={30} />
      </g>
    </svg>
  )
}
