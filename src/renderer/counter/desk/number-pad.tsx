import type { CounterTexts } from '../../locales/counter.ts'

const signs = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-']

/** Digits for whoever has touched the field and has no keyboard at hand. Letters are typed. */
export function NumberPad({
  texts,
  onSign,
  onErase,
}: {
  readonly texts: CounterTexts
  readonly onSign: (sign: string) => void
  readonly onErase: () => void
}) {
  return (
    <div className="number-pad">
      {signs.map((sign) => (
        <button key={sign} type="button" tabIndex={-1} onClick={() => onSign(sign)}>
          {sign}
        </button>
      ))}
      <button type="button" tabIndex={-1} onClick={onErase}>
        {texts.locked.erase}
      </button>
    </div>
  )
}
