import type { ReactNode } from 'react'

/** A ring that turns while something is under way, around a drawing of what it is; that has 260 × 260 units. */
export function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture" viewBox="0 0 260 260" aria-hidden="true">
      <circle className="track" cx="130" cy="130" r="118" strokeWidth="10" />
      <path className="turning" d="M130 12a118 118 0 0 1 118 118" strokeWidth="10" />
      {children}
    </svg>
  )
}
