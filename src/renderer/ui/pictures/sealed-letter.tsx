/** A sealed letter: what goes to the platform. For the middle of a ring of 260 × 260 units. */
export function SealedLetter() {
  return (
    <g strokeWidth="6">
      <path className="filled" d="M64 88h132v88H64z" />
      <path d="m64 90 66 52 66-52" />
      <circle className="seal" cx="130" cy="142" r="17" />
    </g>
  )
}
