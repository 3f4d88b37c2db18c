import type { ReactNode } from 'react'

/** An identity card as a drawing hints at one: a portrait and lines. It is nobody's. 160 × 100 units. */
export function DrawnCard() {
  return (
    <g>
      <rect className="filled" x="0" y="0" width="160" height="100" rx="12" />
      <circle cx="44" cy="38" r="14" />
      <path d="M20 78c3-28 45-28 48 0M92 32h46M92 54h46M92 76h28" />
    </g>
  )
}

/** A card with a sign beside its portrait; the sign is drawn around (150, 170), as on a phone. */
export function CardWith({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture attention" viewBox="0 0 420 260" aria-hidden="true">
      <rect className="filled" x="10" y="10" width="400" height="240" rx="28" />
      <circle cx="112" cy="100" r="34" />
      <path d="M52 198c8-70 112-70 120 0" />
      <g transform="translate(140 -42)">{children}</g>
    </svg>
  )
}

/** A card with which nothing can be done here. */
export function CardCrossedOut() {
  return (
    <svg className="picture attention" viewBox="0 0 420 300" aria-hidden="true">
      <g transform="translate(50 50) scale(2)" strokeWidth="3">
        <DrawnCard />
      </g>
      <path d="M30 20 390 280" strokeWidth="10" />
    </svg>
  )
}
