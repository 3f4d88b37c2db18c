import { useState } from 'react'
import { codeReplySchema } from '../../api.ts'
import { Alert, Screen } from '../parts/basics.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { type AskedFactor, Prove } from '../parts/prove.tsx'
import { useTexts } from '../texts/texts.ts'
import { send } from '../wallet-client.ts'

const offered: readonly AskedFactor[] = ['password', 'face']

/** Proves more before a code is taken, for a check that asks for it. */
export function StrongerScreen() {
  const texts = useTexts()
  const { seen, refresh, goTo } = useCitizensPhone()
  const [chosen, setChosen] = useState<readonly AskedFactor[]>(['password'])
  const [proving, setProving] = useState(false)
  const [nothing, setNothing] = useState(false)
  const citizen = seen.phone.holder.id
  if (proving) {
    return (
      <Prove
        factors={chosen}
        by={citizen}
        back={() => setProving(false)}
        act={async (presentations) => {
          const answer = await send('/api/codes', { citizen, presentations }, codeReplySchema)
          if (!answer.ok) return answer.refused
          await refresh()
          goTo({ at: 'card' })
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
    <Screen title={texts.card.stronger} back={() => goTo({ at: 'card' })}>
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
