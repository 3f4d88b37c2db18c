import type { CatalogueTexts } from '../../locales/catalogue.ts'

export interface LetterKeysProps {
  readonly texts: CatalogueTexts
  /** The letters chosen so far, small. */
  readonly chosen: string
  /** How many services they leave. */
  readonly found: number
  /** Whether these letters are part of anything. */
  readonly leads: (letters: string) => boolean
  readonly onChoose: (letters: string) => void
}

/** Letters to touch, in the order of the alphabet. One that leads to nothing cannot be touched: nobody gets lost. */
export function LetterKeys({ texts, chosen, found, leads, onChoose }: LetterKeysProps) {
  return (
    <div className="letter-keys" role="group" aria-label={texts.keys}>
      <p className="chosen" role="status">
        <b>{chosen.toUpperCase()}</b>
        <span>{texts.found(found)}</span>
      </p>
      {texts.letters.map((letter) => {
        const letters = chosen + letter.toLowerCase()
        return (
          <button key={letter} type="button" disabled={!leads(letters)} onClick={() => onChoose(letters)}>
            {letter}
          </button>
        )
      })}
      <button
        type="button"
        className="erase"
        disabled={chosen === ''}
        onClick={() => onChoose(chosen.slice(0, -1))}
      >
        {texts.erase}
      </button>
    </div>
  )
}
