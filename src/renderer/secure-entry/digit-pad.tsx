import type { EntryKey } from '../../shared/secure-entry.ts'
import type { Texts } from '../locales/texts.ts'
import { EditKey, Key } from './key.tsx'

export interface PadProps {
  readonly digits: readonly number[]
  readonly press: (key: EntryKey) => void
  readonly texts: Texts['secureEntry']
}

/** Three by three digits, and the last between clear and erase. */
export function DigitPad({ digits, press, texts }: PadProps) {
  const key = (octet: number) => <Key key={octet} octet={octet} press={press} />
  return (
    <div className="digit-pad">
      <div className="keys" aria-hidden="true">
        {digits.map(key)}
      </div>
      <EditKey onPress={() => press({ type: 'clear' })}>{texts.clear}</EditKey>
      <EditKey onPress={() => press({ type: 'erase' })}>{texts.erase}</EditKey>
    </div>
  )
}
