/** The photo page of a passport as a drawing hints at one: a portrait, lines, and at the foot the zone a machine reads. */
export function DrawnPhotoPage() {
  return (
    <g strokeWidth="5">
      <rect className="filled" x="0" y="0" width="168" height="118" rx="12" />
      <circle cx="40" cy="34" r="12" />
      <path d="M18 68c3-25 41-25 44 0M86 24h58M86 44h58M86 64h34" />
      <MachineReadableLines x={16} y={88} width={136} />
    </g>
  )
}

/** Two lines full of the sign that fills such a zone, in the colour of what matters. */
export function MachineReadableLines({
  x,
  y,
  width,
  gap = 16,
}: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly gap?: number
}) {
  return (
    <g className="light">
      <path d={`M${x} ${y}h${width}M${x} ${y + gap}h${width}`} strokeDasharray="9 10" />
    </g>
  )
}

/** The sign on the cover of a document with a chip: a circle between two bars. Drawn around (0, 0), 48 × 32 units. */
export function ChipSign() {
  return (
    <g>
      <rect x="-24" y="-16" width="48" height="32" rx="3" />
      <circle r="8" />
      <path d="M-24 0h16M8 0h16" />
    </g>
  )
}

/** A closed passport: an emblem, and the sign of its chip. It is no state's. 96 × 132 units. */
export function DrawnPassport() {
  return (
    <g strokeWidth="5">
      <rect className="filled" x="0" y="0" width="96" height="132" rx="12" />
      <circle cx="48" cy="50" r="20" />
      <path d="M28 50h40M48 30c-14 12-14 28 0 40M48 30c14 12 14 28 0 40" />
      <g transform="translate(48 104) scale(.7)">
        <ChipSign />
      </g>
    </g>
  )
}

/** A travel document with which nothing can be done here. */
export function DocumentCrossedOut() {
  return (
    <svg className="picture attention" viewBox="0 0 360 320" aria-hidden="true">
      <g transform="translate(84 28) scale(2)" strokeWidth="3">
        <DrawnPassport />
      </g>
      <path d="M20 30 340 290" strokeWidth="10" />
    </svg>
  )
}
