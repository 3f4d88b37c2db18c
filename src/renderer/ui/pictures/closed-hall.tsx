/** A clock: the hall is closed at this hour. */
export function ClosedHall() {
  return (
    <svg className="picture" viewBox="0 0 520 520" aria-hidden="true">
      <circle className="filled" cx="260" cy="260" r="216" />
      <path className="quiet" d="M260 76v28M260 416v28M76 260h28M416 260h28" strokeWidth="12" />
      <path d="M260 260V136M260 260l92 54" strokeWidth="16" />
      <circle className="solid" cx="260" cy="260" r="16" />
    </svg>
  )
}
