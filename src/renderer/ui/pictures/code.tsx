/** A code as a drawing hints at one: three corners and a few cells. It is nobody's and cannot be read. 96 × 96 units. */
export function DrawnCode() {
  return (
    <g strokeWidth="5">
      <path d="M2 2h30v30H2zM64 2h30v30H64zM2 64h30v30H2z" />
      <path
        className="solid"
        d="M12 12h10v10H12zM74 12h10v10H74zM12 74h10v10H12zM42 4h10v10H42zM42 24h10v10H42zM54 40h10v10H54zM40 48h10v10H40zM4 44h10v10H4zM22 44h10v10H22zM76 44h18v10H76zM66 62h10v10H66zM84 66h10v10H84zM46 68h10v10H46zM60 82h10v12H60zM80 82h14v12H80zM40 86h10v8H40z"
      />
    </g>
  )
}
