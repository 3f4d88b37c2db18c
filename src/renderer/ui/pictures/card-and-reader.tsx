const cardOutline = 'M168 418 208 320q3-8 12-8h200q9 0 12 8l40 98q3 10-8 10H176q-11 0-8-10z'

/** A card lying flat, seen as the reader under it is: from the front and above. */
function FlatCard() {
  return (
    <>
      <path className="filled" d={cardOutline} />
      <ellipse cx="262" cy="350" rx="19" ry="13" />
      <path d="M216 400c6-28 70-28 68 0M334 346h76M340 372h82M346 398h50" />
    </>
  )
}

/** The reader's plate on the machine. */
export function Reader() {
  return (
    <>
      <path className="quiet ground-filled" d="m70 448 68-164q4-10 15-10h334q11 0 15 10l68 164z" />
      <path className="quiet ground-filled" d="M70 448v22h500v-22z" />
    </>
  )
}

/** A card comes down flat onto the reader, which lights up. */
export function CardOntoReader() {
  return (
    <svg className="picture" viewBox="60 50 520 430" aria-hidden="true">
      <Reader />
      <g className="reader-light light">
        <path d="M128 400l-14 34h40M512 400l14 34h-40M190 292h-18l-8 20M450 292h18l8 20" />
      </g>
      <g transform="translate(0 -250)">
        <path className="quiet" d={cardOutline} strokeDasharray="2 16" />
      </g>
      <path className="light" d="M320 196v48M296 222l24 24 24-24" />
      <g className="card-down">
        <FlatCard />
      </g>
    </svg>
  )
}

/** A card is lifted off the reader. */
export function CardOffReader() {
  return (
    <svg className="picture attention" viewBox="60 80 520 400" aria-hidden="true">
      <Reader />
      <g transform="translate(0 -110)">
        <FlatCard />
      </g>
      <path d="M320 176V92M282 128l38-38 38 38" strokeWidth="12" />
    </svg>
  )
}

/** The reader, out of use. */
export function CardReaderOff() {
  return (
    <svg className="picture attention" viewBox="0 0 440 260" aria-hidden="true">
      <path className="filled" d="m30 196 50-120q4-10 14-10h252q10 0 14 10l50 120v24H30zM30 196h380" />
      <path d="m146 158 17-46h114l17 46z" />
      <path d="M60 24 380 250" strokeWidth="10" />
    </svg>
  )
}
