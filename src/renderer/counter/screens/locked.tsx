import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CounterScreenProps } from '../counter-props.ts'

const longestPin = 12
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** Who is there, and the PIN: by keys or on the glass. */
export function Locked({ screen, texts, now, act }: CounterScreenProps<'locked'>) {
  const { locked } = texts
  const [staff, setStaff] = useState(0)
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const waits = screen.waitUntil !== null && screen.waitUntil > now
  const isOff = waits || screen.isChecking
  useEffect(() => {
    if (!isOff) field.current?.focus()
  }, [isOff])
  const type = (next: string) => setPin(next.replaceAll(/\D/g, '').slice(0, longestPin))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isOff || pin.length < 4) return
    act({ type: 'unlock', staff, pin })
    setPin('')
  }
  return (
    <main className="counter-middle">
      <form className="log-in" onSubmit={submit}>
        <h1>{locked.title}</h1>
        <fieldset className="choice">
          <legend>{locked.staff}</legend>
          <div className="choice-row">
            {screen.staff.map((number, index) => (
              <label key={number}>
                <input type="radio" name="staff" checked={staff === index} onChange={() => setStaff(index)} />
                {number}
              </label>
            ))}
          </div>
        </fieldset>
        <label className="field">
          {locked.pin}
          <input
            ref={field}
            type="password"
            inputMode="none"
            autoComplete="off"
            value={pin}
            disabled={isOff}
            onChange={({ target }) => type(target.value)}
          />
        </label>
        <p className="field-says" role="alert">
          {saysOf()}
        </p>
        <div className="pin-pad">
          {digits.map((digit) => (
            <button key={digit} type="button" disabled={isOff} onClick={() => type(pin + digit)}>
              {digit}
            </button>
          ))}
          <button type="button" disabled={isOff} onClick={() => type(pin.slice(0, -1))}>
            {locked.erase}
          </button>
          <button type="submit" className="main" disabled={isOff}>
            {locked.unlock}
          </button>
        </div>
      </form>
    </main>
  )

  function saysOf(): string {
    if (screen.waitUntil !== null && waits) return locked.wait(Math.ceil((screen.waitUntil - now) / 1_000))
    if (screen.isChecking) return locked.checking
    return screen.refused ? locked.refused[screen.refused] : ''
  }
}
