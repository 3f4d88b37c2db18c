import type { CatalogueTexts } from '../../locales/catalogue.ts'

export interface LetterKeysProps {
  readonly texts: CatalogueTexts
  /** The letters chosen so far, small. */
  readonly chosen: string
  /** Whether these letters are part of anything. */
  readonly leads: (letters: string) => boolean
  readonly onChoose: (letters: string) => void
}

/** Letters to touch, in the order of the alphabet. One that leads to nothing cannot be touched: nobody gets lost. */
export function LetterKeys({ texts, chosen, leads, onChoose }: LetterKeysProps) {
  return (
    <div className="letter-keys" role="group" aria-label={texts.keys}>
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
