import { type FormEvent, useEffect, useRef, useState } from 'react'
import { resemblesIdentity } from '../../../shared/counter/identity-number.ts'
import { readTypedNumber } from '../../../shared/counter/typed-number.ts'
import type { CounterScreenProps } from '../counter-props.ts'
import { KeyButton } from '../key-button.tsx'
import { NumberPad } from './number-pad.tsx'

/** Longer than any ticket number: a scanner that types, most likely. */
const longest = 32

/** Where staff type the number of whoever stands there. What resembles an identity number is erased and goes nowhere. */
export function NumberField({ screen, view, texts, act }: CounterScreenProps<'desk'>) {
  const [text, setText] = useState('')
  const [says, setSays] = useState('')
  /** Whoever touches the field may have no keyboard. */
  const [isTouched, setTouched] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { number } = texts
  const label = number[view.kind]
  const { step, found } = screen
  const isTaken =
    step.name === 'number' || step.name === 'present' || step.name === 'consent' || step.name === 'broken'
  useEffect(() => {
    if (!found) field.current?.focus()
  }, [found])
  const type = (next: string) => {
    const isIdentity = resemblesIdentity(next)
    const isTooLong = next.length > longest
    setText(isIdentity || isTooLong ? '' : next)
    setSays(isIdentity ? number.identity : isTooLong ? number.other : '')
  }
  const take = (
    use: (ticket: Extract<ReturnType<typeof readTypedNumber>, { is: 'ticket' }>['ticket']) => void,
  ) => {
    const typed = readTypedNumber(text)
    switch (typed.is) {
      case 'ticket':
        use(typed.ticket)
        setText('')
        setSays('')
        return
      case 'identity-number':
        setText('')
        setSays(number.identity)
        return
      case 'other':
        setSays(number.other)
        return
      case 'nothing':
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // While somebody is being checked, what was typed waits in the field.
    if (isTaken) take((ticket) => act({ type: 'number', ticket }))
  }
  const clear = () => {
    if (text !== '') type('')
    else if (found) act({ type: 'close-search' })
    else act({ type: 'clear' })
    field.current?.focus()
  }
  return (
    <form className="number" onSubmit={submit}>
      <label className="field">
        {label}
        <input
          ref={field}
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={text}
          aria-describedby="number-says"
          onChange={({ target }) => type(target.value)}
          onPointerDown={({ pointerType }) => setTouched(pointerType === 'touch')}
        />
      </label>
      <button type="submit" className="key-button strong" disabled={!isTaken}>
        <kbd aria-hidden="true">Enter</kbd>
        {number.submit}
      </button>
      <KeyButton
        name="F2"
        label={texts.search}
        onPress={() => take((ticket) => act({ type: 'search', ticket }))}
      />
      <KeyButton name="Esc" label={texts.clear} onPress={clear} />
      {isTouched ? (
        <NumberPad
          texts={texts}
          onSign={(sign) => type(text + sign)}
          onErase={() => type(text.slice(0, -1))}
        />
      ) : null}
      <p id="number-says" className="field-says" role="alert">
        {says}
      </p>
    </form>
  )
}
