import { MachineReadableLines } from './document.tsx'

/** The photo page comes down, the lines at its foot first, to the scanner's opening, which lights up. */
export function PageOverScanner() {
  return (
    <svg className="picture" viewBox="0 -40 640 520" aria-hidden="true">
      <path className="quiet ground-filled" d="m90 448 62-84h336l62 84z" />
      <path className="quiet ground-filled" d="M90 448v20h460v-20z" />
      <path className="filled" d="m218 426 24-36h156l24 36z" />
      <path className="light" d="M258 408h124" />
      <g className="scan-light light" strokeDasharray="2 16">
        <path d="m262 378-22-46M320 376v-42M378 378l22-46" />
      </g>
      <g className="phone-over">
        <path className="filled quiet" d="M166 82V6q0-16 16-16h276q16 0 16 16v76" />
        <path className="quiet" d="M206 26h228M206 54h150" />
        <path className="filled" d="M166 82h308v208q0 16-16 16H182q-16 0-16-16z" />
        <circle cx="234" cy="126" r="22" />
        <path d="M192 194c6-50 78-50 84 0M320 112h118M320 146h118M320 180h70" />
        <rect className="light zone" x="182" y="214" width="276" height="76" rx="12" />
        <MachineReadableLines x={202} y={240} width={240} gap={26} />
      </g>
    </svg>
  )
}
