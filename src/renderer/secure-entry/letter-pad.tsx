import type { PadProps } from './digit-pad.tsx'
import { EditKey, Key } from './key.tsx'

/** The letters in ASCII as they stand on a telephone's keyboard. */
const rows = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'].map((row) => Array.from(new TextEncoder().encode(row)))

/** Digits above letters, as on a telephone; clear and erase on both sides of the last row. */
export function LetterPad({ digits, press, texts }: PadProps) {
  const [upper, middle, lower] = rows
  const row = (octets: readonly number[] = []) => (
    <div className="keys" aria-hidden="true">
      {octets.map((octet) => (
        <Key key={octet} octet={octet} press={press} />
      ))}
    </div>
  )
  return (
    <div className="letter-pad">
      {row(digits)}
      {row(upper)}
      {row(middle)}
      <div className="last-row">
        <EditKey onPress={() => press({ type: 'clear' })}>{texts.clear}</EditKey>
        {row(lower)}
        <EditKey onPress={() => press({ type: 'erase' })}>{texts.erase}</EditKey>
      </div>
    </div>
  )
}
