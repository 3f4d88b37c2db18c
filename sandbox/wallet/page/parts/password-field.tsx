import { useId, useState } from 'react'
import { useTexts } from '../texts/texts.ts'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isNew?: boolean
  readonly fault?: string | null
}

/** A 口令 while it is typed: hidden unless its owner looks, and kept nowhere. */
export function PasswordField({ label, value, onChange, isNew = false, fault = null }: PasswordFieldProps) {
  const texts = useTexts()
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          value={value}
          autoComplete={isNew ? 'new-password' : 'off'}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={64}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="plain"
          aria-label={`${shown ? texts.prove.hide : texts.prove.show} · ${label}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? texts.prove.hide : texts.prove.show}
        </button>
      </div>
      <p className="fault" id={`${id}-fault`} role="alert">
        {fault}
      </p>
    </div>
  )
}
