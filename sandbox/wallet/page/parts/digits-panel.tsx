import { useState } from 'react'
import { dynamicCodeReplySchema } from '../../api.ts'
import { dynamicCodeView, type Seen } from '../countdown.ts'
import { useNow } from '../hooks.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'
import { Problem, TextField } from './basics.tsx'
import { CountdownBar } from './countdown.tsx'

const lifetimeSeconds = 30

interface DigitsPanelProps {
  readonly seen: Seen
  /** Whose phone it is. */
  readonly by: string
  readonly refresh: () => Promise<void>
}

/** Eight digits for one terminal: first its number, then the digits with their countdown. */
export function DigitsPanel({ seen, by, refresh }: DigitsPanelProps) {
  const { digits } = useTexts()
  const [entering, setEntering] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const view = dynamicCodeView(seen, useNow())
  const take = async (terminal: string) => {
    const body = { citizen: seen.phone.holder.id, by, terminal }
    const answer = await send('/api/dynamic-codes', body, dynamicCodeReplySchema)
    setRefused(answer.ok ? null : answer.refused)
    if (answer.ok) setEntering(false)
    await refresh()
  }
  if (view.state === 'none' || entering) return <TerminalForm take={take} refused={refused} />
  return (
    <div className="digits-panel">
      {view.state === 'valid' ? (
        <>
          <p className="help">{digits.help}</p>
          <p className="digits">
            {view.code.slice(0, 4)}
            <span className="digits-gap" />
            {view.code.slice(4)}
          </p>
          <CountdownBar seconds={view.seconds} of={lifetimeSeconds} words={digits.remaining(view.seconds)} />
          <p className="note">{digits.onlyThere(view.terminal)}</p>
        </>
      ) : (
        <p className="digits-over" role="status">
          {digits[view.state]}
        </p>
      )}
      <Problem refused={refused} />
      <div className="buttons">
        {view.state !== 'valid' && (
          <button type="button" className="main" onClick={() => void take(view.terminal)}>
            {digits.again}
          </button>
        )}
        <button type="button" onClick={() => setEntering(true)}>
          {digits.other}
        </button>
      </div>
    </div>
  )
}

interface TerminalFormProps {
  readonly take: (terminal: string) => Promise<void>
  readonly refused: Refused | null
}

function TerminalForm({ take, refused }: TerminalFormProps) {
  const { digits } = useTexts()
  const [terminal, setTerminal] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  return (
    <form
      className="stack digits-panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const number = terminal.replaceAll(/\s/g, '')
        const isWhole = /^[0-9]{8}$/.test(number)
        setIsWrong(!isWhole)
        if (isWhole) void take(number)
      }}
    >
      <TextField
        label={digits.terminal}
        help={digits.terminalHelp}
        value={terminal}
        onChange={setTerminal}
        fault={isWrong ? digits.incomplete : null}
        numeric
        maxLength={9}
        placeholder="00000000"
      />
      <Problem refused={refused} />
      <button type="submit" className="main wide">
        {digits.ask}
      </button>
    </form>
  )
}
