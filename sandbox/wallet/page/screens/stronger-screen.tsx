import { useState } from 'react'
import { codeReplySchema, dynamicCodeReplySchema, type Presentation } from '../../api.ts'
import { Alert, Problem, Screen } from '../parts/basics.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { type AskedFactor, Prove } from '../parts/prove.tsx'
import { TerminalField } from '../parts/terminal-field.tsx'
import type { Route } from '../route.ts'
import { type Showing, terminalNumber } from '../showing.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'

interface StrongerScreenProps {
  /** Whose credential it is. */
  readonly citizen: string
  readonly showing: Showing
}

/** Proves more before what is shown is taken, for a check that asks for it. */
export function StrongerScreen({ citizen, showing }: StrongerScreenProps) {
  const { seen, refresh, goTo } = useCitizensPhone()
  const by = seen.phone.holder.id
  const shown = (way: Showing): Route =>
    citizen === by ? { at: 'card', showing: way } : { at: 'shown-child', citizen, showing: way }
  const after = async () => {
    await refresh()
    // What was entered is used: digits for it stand there.
    goTo(shown({ ...showing, terminal: '' }))
  }
  const about = { citizen, by, back: () => goTo(shown(showing)), after }
  return showing.way === 'qr' ? (
    <StrongerCode {...about} />
  ) : (
    <StrongerDigits {...about} entered={showing.terminal} />
  )
}

interface About {
  readonly citizen: string
  /** Whose phone it is, and so whose 口令 and face. */
  readonly by: string
  readonly back: () => void
  /** It was proven, and stands on the phone. */
  readonly after: () => Promise<void>
}

const offered: readonly AskedFactor[] = ['password', 'face']

function StrongerCode({ citizen, by, back, after }: About) {
  const texts = useTexts()
  const [chosen, setChosen] = useState<readonly AskedFactor[]>(['password'])
  const [proving, setProving] = useState(false)
  const [nothing, setNothing] = useState(false)
  if (proving) {
    return (
      <Prove
        factors={chosen}
        by={by}
        forChild={citizen !== by}
        back={() => setProving(false)}
        act={async (presentations) => {
          const answer = await send('/api/codes', { citizen, by, presentations }, codeReplySchema)
          if (!answer.ok) return answer.refused
          await after()
          return null
        }}
      />
    )
  }
  const toggle = (factor: AskedFactor) => {
    setNothing(false)
    setChosen(offered.filter((one) => (one === factor) !== chosen.includes(one)))
  }
  return (
    <Screen title={texts.card.stronger} back={back}>
      <p className="help">{texts.card.strongerHelp}</p>
      <fieldset className="choices">
        <legend className="visually-hidden">{texts.prove.choose}</legend>
        {offered.map((factor) => (
          <label key={factor} className="choice">
            <input type="checkbox" checked={chosen.includes(factor)} onChange={() => toggle(factor)} />
            <span>{texts.prove[factor]}</span>
          </label>
        ))}
      </fieldset>
      <Alert>{nothing ? texts.prove.choose : null}</Alert>
      <button
        type="button"
        className="main wide"
        onClick={() => (chosen.length === 0 ? setNothing(true) : setProving(true))}
      >
        {texts.prove.start}
      </button>
    </Screen>
  )
}

/** Digits that are typed serve no mode that looks at a face: there is the 口令 to add, and nothing to choose. */
function StrongerDigits({ citizen, by, back, after, entered }: About & { readonly entered: string }) {
  const texts = useTexts()
  const [terminal, setTerminal] = useState(entered)
  const [proving, setProving] = useState(false)
  const [isWrong, setIsWrong] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const act = async (presentations: readonly Presentation[]): Promise<Refused | null> => {
    const body = { citizen, by, terminal: terminalNumber(terminal), presentations }
    const answer = await send('/api/dynamic-codes', body, dynamicCodeReplySchema)
    if (answer.ok) {
      await after()
      return null
    }
    const concernsTerminal = answer.refused !== 'unreachable' && answer.refused.code === 'terminal-unknown'
    if (!concernsTerminal) return answer.refused
    setRefused(answer.refused)
    setProving(false)
    return null
  }
  if (proving) {
    return (
      <Prove
        factors={['password']}
        by={by}
        forChild={citizen !== by}
        back={() => setProving(false)}
        act={act}
      />
    )
  }
  return (
    <Screen title={texts.digits.stronger} back={back}>
      <p className="help">{texts.card.strongerHelp}</p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setRefused(null)
          setIsWrong(terminalNumber(terminal) === null)
          setProving(terminalNumber(terminal) !== null)
        }}
      >
        <TerminalField terminal={terminal} change={setTerminal} isWrong={isWrong} />
        <Problem refused={refused} />
        <button type="submit" className="main wide">
          {texts.prove.start}
        </button>
      </form>
    </Screen>
  )
}
