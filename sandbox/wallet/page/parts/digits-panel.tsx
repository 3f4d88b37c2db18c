import { useState } from 'react'
import { dynamicCodeReplySchema } from '../../api.ts'
import { dynamicCodeView, type Seen } from '../countdown.ts'
import { useNow } from '../hooks.ts'
import { terminalNumber } from '../showing.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'
import { Problem } from './basics.tsx'
import { CountdownBar } from './countdown.tsx'
import { Proven } from './proven.tsx'
import { TerminalField } from './terminal-field.tsx'

const lifetimeSeconds = 30

interface DigitsPanelProps {
  readonly seen: Seen
  /** Whose phone it is. */
  readonly by: string
  readonly refresh: () => Promise<void>
  /** The number of a terminal, as far as it was entered. */
  readonly terminal: string
  readonly enter: (terminal: string) => void
}

/** Eight digits for one terminal: first its number, then the digits with their countdown. */
export function DigitsPanel({ seen, by, refresh, terminal, enter }: DigitsPanelProps) {
  const { digits } = useTexts()
  const [entering, setEntering] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const view = dynamicCodeView(seen, useNow())
  const take = async (number: string) => {
    const body = { citizen: seen.phone.holder.id, by, terminal: number }
    const answer = await send('/api/dynamic-codes', body, dynamicCodeReplySchema)
    setRefused(answer.ok ? null : answer.refused)
    if (answer.ok) {
      setEntering(false)
      enter('')
    }
    await refresh()
  }
  if (view.state === 'none' || entering) {
    return <TerminalForm terminal={terminal} enter={enter} take={take} refused={refused} />
  }
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
          <Proven factors={view.proven} />
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
        <button
          type="button"
          onClick={() => {
            enter('')
            setEntering(true)
          }}
        >
          {digits.other}
        </button>
      </div>
    </div>
  )
}

interface TerminalFormProps {
  readonly terminal: string
  readonly enter: (terminal: string) => void
  readonly take: (terminal: string) => Promise<void>
  readonly refused: Refused | null
}

function TerminalForm({ terminal, enter, take, refused }: TerminalFormProps) {
  const { digits } = useTexts()
  const [isWrong, setIsWrong] = useState(false)
  return (
    <form
      className="stack digits-panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const number = terminalNumber(terminal)
        setIsWrong(number === null)
        if (number !== null) void take(number)
      }}
    >
      <TerminalField terminal={terminal} change={enter} isWrong={isWrong} />
      <Problem refused={refused} />
      <button type="submit" className="main wide">
        {digits.ask}
      </button>
    </form>
  )
}
