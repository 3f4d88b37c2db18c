import { useTexts } from '../texts/texts.ts'
import { TextField } from './basics.tsx'

interface TerminalFieldProps {
  readonly terminal: string
  readonly change: (terminal: string) => void
  /** What stands there is no number of a terminal. */
  readonly isWrong: boolean
}

/** Where the number of the terminal goes that eight digits are for. */
export function TerminalField({ terminal, change, isWrong }: TerminalFieldProps) {
  const { digits } = useTexts()
  return (
    <TextField
      label={digits.terminal}
      help={digits.terminalHelp}
      value={terminal}
      onChange={change}
      fault={isWrong ? digits.incomplete : null}
      numeric
      maxLength={9}
      placeholder="00000000"
    />
  )
}
