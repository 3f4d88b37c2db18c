import { useState } from 'react'
import { doneSchema, type Presentation } from '../../api.ts'
import { Problem, Screen } from '../parts/basics.tsx'
import { Icon } from '../parts/icon.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { type AskedFactor, Prove } from '../parts/prove.tsx'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'
import { NewPasswordStep } from './apply-steps.tsx'

/** Stops the credential at once, without a 口令: whoever fears for it must not be kept waiting. */
export function SuspendScreen() {
  const { suspend } = useTexts()
  const { seen, refresh, goTo } = useCitizensPhone()
  const [refused, setRefused] = useState<Refused | null>(null)
  const act = async () => {
    const answer = await send('/api/account/suspend', { citizen: seen.phone.holder.id }, doneSchema)
    if (!answer.ok) return setRefused(answer.refused)
    await refresh()
    goTo({ at: 'card' })
  }
  return (
    <Screen title={suspend.title} back={() => goTo({ at: 'me' })}>
      <p className="statement">{suspend.text}</p>
      <Problem refused={refused} />
      <div className="dock">
        <button type="button" className="main wide" onClick={() => void act()}>
          {suspend.act}
        </button>
      </div>
    </Screen>
  )
}

const both: readonly AskedFactor[] = ['password', 'face']

export function RestoreScreen() {
  const { restore } = useTexts()
  const { seen, refresh, goTo } = useCitizensPhone()
  const citizen = seen.phone.holder.id
  return (
    <Prove
      factors={both}
      by={citizen}
      help={restore.help}
      back={() => goTo({ at: 'card' })}
      act={async (presentations) => {
        const answer = await send('/api/account/restore', { citizen, presentations }, doneSchema)
        if (!answer.ok) return answer.refused
        await refresh()
        goTo({ at: 'card' })
        return null
      }}
    />
  )
}

/** The new 口令 is chosen first and the face is checked last: it counts for a minute. */
export function PasswordScreen() {
  const texts = useTexts()
  const { seen, refresh, goTo } = useCitizensPhone()
  const [password, setPassword] = useState<string | null>(null)
  const [unfit, setUnfit] = useState<Refused | null>(null)
  const [changed, setChanged] = useState(false)
  const citizen = seen.phone.holder.id
  const back = () => goTo({ at: 'me' })
  if (changed) {
    return (
      <Screen title={texts.password.title} back={back}>
        <div className="outcome pass">
          <Icon name="password" />
          <p role="status">{texts.password.done}</p>
        </div>
      </Screen>
    )
  }
  if (password === null) {
    return (
      <NewPasswordStep
        title={texts.password.title}
        help={`${texts.password.help} ${texts.apply.passwordHelp}`}
        before={unfit}
        back={back}
        done={async (chosen) => {
          setPassword(chosen)
          return null
        }}
      />
    )
  }
  return (
    <Prove
      factors={['face']}
      by={citizen}
      back={() => setPassword(null)}
      act={async (presentations) => {
        const body = { citizen, presentations, password }
        const answer = await send('/api/account/password', body, doneSchema)
        if (!answer.ok) {
          if (answer.refused === 'unreachable' || answer.refused.code !== 'password-unfit') {
            return answer.refused
          }
          setUnfit(answer.refused)
          setPassword(null)
          return null
        }
        await refresh()
        setPassword(null)
        setChanged(true)
        return null
      }}
    />
  )
}

/** Deletes all that says who it is: what goes and what stays is said before. */
export function DeleteScreen({ deleted }: { readonly deleted: () => void }) {
  const { delete: texts, back: backWord } = useTexts()
  const { seen, goTo } = useCitizensPhone()
  const [understood, setUnderstood] = useState(false)
  const [proving, setProving] = useState(false)
  const citizen = seen.phone.holder.id
  const act = async (presentations: readonly Presentation[]) => {
    const answer = await send('/api/account/delete', { citizen, presentations }, doneSchema)
    if (!answer.ok) return answer.refused
    deleted()
    return null
  }
  if (proving) {
    return <Prove factors={['password']} by={citizen} back={() => setProving(false)} act={act} />
  }
  return (
    <Screen title={texts.title} back={() => goTo({ at: 'me' })}>
      <section className="ledger goes">
        <h2>{texts.goes}</h2>
        <ul>
          {texts.goesItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <section className="ledger">
        <h2>{texts.stays}</h2>
        <ul>
          {texts.staysItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <p className="statement">{texts.after}</p>
      <label className="choice">
        <input
          type="checkbox"
          checked={understood}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        <span>{texts.understood}</span>
      </label>
      <div className="dock">
        <div className="buttons">
          <button type="button" onClick={() => goTo({ at: 'me' })}>
            {backWord}
          </button>
          <button type="button" className="danger" disabled={!understood} onClick={() => setProving(true)}>
            {texts.next}
          </button>
        </div>
      </div>
    </Screen>
  )
}
