import { Reader } from './card-and-reader.tsx'
import { ChipSign } from './document.tsx'

const bookletOutline = 'M148 424 200 306q3-8 12-8h216q9 0 12 8l52 118q3 10-8 10H156q-11 0-8-10z'

/** A closed passport lying flat, seen as the reader under it is: from the front and above. */
function FlatDocument() {
  return (
    <>
      <path className="filled" d="M148 424v14q0 10 12 10h320q12 0 12-10v-14" />
      <path className="filled" d={bookletOutline} />
      <ellipse cx="320" cy="344" rx="40" ry="25" />
      <path d="M280 344h80M320 319c-22 16-22 34 0 50M320 319c22 16 22 34 0 50" />
      <g transform="translate(320 402) scale(.9 .7)">
        <ChipSign />
      </g>
    </>
  )
}

/** A travel document comes down flat onto the reader, which lights up. */
export function DocumentOntoReader() {
  return (
    <svg className="picture" viewBox="60 40 520 440" aria-hidden="true">
      <Reader />
      <g className="reader-light light">
        <path d="M118 400l-14 34h34M522 400l14 34h-34M184 292h-14l-8 20M456 292h14l8 20" />
      </g>
      <g transform="translate(0 -250)">
        <path className="quiet" d={bookletOutline} strokeDasharray="2 16" />
      </g>
      <path className="light" d="M320 206v48M296 232l24 24 24-24" />
      <g className="card-down">
        <FlatDocument />
      </g>
    </svg>
  )
}

/** A travel document that was lifted goes back onto the reader. */
export function DocumentBackOntoReader() {
  return (
    <svg className="picture attention" viewBox="60 60 520 420" aria-hidden="true">
      <Reader />
      <g transform="translate(0 -190)">
        <FlatDocument />
      </g>
      <path d="M320 296v92M282 350l38 38 38-38" strokeWidth="12" />
    </svg>
  )
}
