import { useState } from 'react'
import { doneSchema, type WalletCitizen } from '../../api.ts'
import { usePhone } from '../hooks.ts'
import { Problem, Row, Screen } from '../parts/basics.tsx'
import { CredentialCard } from '../parts/credential-card.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { Prove } from '../parts/prove.tsx'
import { atFirst, type Showing } from '../showing.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'

/** Children under 14 whose credentials this phone shows. */
export function ChildrenScreen() {
  const { children: texts } = useTexts()
  const { seen, goTo } = useCitizensPhone()
  const { children } = seen.phone
  return (
    <Screen title={texts.title} back={() => goTo({ at: 'me' })}>
      <p className="help">{texts.help}</p>
      <ul className="rows">
        {children.length === 0 && <li className="none">{texts.none}</li>}
        {children.map(({ id, name }) => (
          <Row
            key={id}
            icon="card"
            label={texts.cardOf(name)}
            onClick={() => goTo({ at: 'child', citizen: id })}
          />
        ))}
      </ul>
      <ul className="rows">
        <Row icon="add" label={texts.apply} onClick={() => goTo({ at: 'apply-for-child' })} />
      </ul>
    </Screen>
  )
}

/** Before a child's credential is shown the guardian consents, each time anew. */
export function ChildScreen({ citizen }: { readonly citizen: string }) {
  const { children: texts } = useTexts()
  const { seen, goTo } = useCitizensPhone()
  const child = seen.phone.children.find(({ id }) => id === citizen)
  if (!child) return <ChildrenScreen />
  return (
    <Screen title={texts.consentTitle(child.name)} back={() => goTo({ at: 'children' })}>
      <p className="statement">{texts.consentText(child.name)}</p>
      <p className="help">{texts.order}</p>
      <div className="dock">
        <button
          type="button"
          className="main wide"
          onClick={() => goTo({ at: 'shown-child', citizen, showing: atFirst })}
        >
          {texts.agree}
        </button>
      </div>
    </Screen>
  )
}

interface ShownChildScreenProps {
  readonly citizen: string
  readonly showing: Showing
}

/** A child's credential, reached from the list of them. */
export function ShownChildScreen({ citizen, showing }: ShownChildScreenProps) {
  const { seen, goTo } = useCitizensPhone()
  const child = seen.phone.children.find(({ id }) => id === citizen)
  if (!child) return <ChildrenScreen />
  return <ShownChild child={child} showing={showing} back={() => goTo({ at: 'children' })} />
}

interface ShownChildProps {
  readonly child: WalletCitizen
  readonly showing: Showing
  readonly back: () => void
}

/** A child's credential on the guardian's phone. */
export function ShownChild({ child, showing, back }: ShownChildProps) {
  const { children: texts } = useTexts()
  const by = useCitizensPhone().seen.phone.holder.id
  const { seen, refresh } = usePhone(child.id, by, back)
  return (
    <Screen title={texts.cardOf(child.name)} back={back}>
      {seen && <CredentialCard seen={seen} by={by} refresh={refresh} showing={showing} />}
      <p className="advice">{texts.order}</p>
    </Screen>
  )
}

/** Applications of those of 14 to 17, which wait for this citizen's consent. */
export function RequestsScreen() {
  const texts = useTexts()
  const { children } = texts
  const { seen, refresh, goTo } = useCitizensPhone()
  const [answering, setAnswering] = useState<string | null>(null)
  const [settled, setSettled] = useState<'requestAgreed' | 'requestDeclined' | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const { holder, requests } = seen.phone
  const answer = async (request: string, consent: boolean, presentations: readonly unknown[]) => {
    const body = { citizen: holder.id, request, consent, presentations }
    const answered = await send('/api/requests', body, doneSchema)
    if (!answered.ok) return answered.refused
    await refresh()
    setAnswering(null)
    setSettled(consent ? 'requestAgreed' : 'requestDeclined')
    return null
  }
  if (answering !== null) {
    return (
      <Prove
        factors={['password']}
        by={holder.id}
        forChild
        back={() => setAnswering(null)}
        act={(presentations) => answer(answering, true, presentations)}
      />
    )
  }
  return (
    <Screen title={children.requests} back={() => goTo({ at: 'me' })}>
      <p className="help">{children.requestHelp}</p>
      <p className="statement" role="status">
        {settled === null ? '' : children[settled]}
      </p>
      <Problem refused={refused} />
      {requests.map(({ id, name }) => (
        <section key={id} className="card request">
          <h2>{children.request(name)}</h2>
          <div className="buttons">
            <button type="button" onClick={() => void answer(id, false, []).then(setRefused)}>
              {children.requestDecline}
            </button>
            <button type="button" className="main" onClick={() => setAnswering(id)}>
              {children.requestAgree}
            </button>
          </div>
        </section>
      ))}
    </Screen>
  )
}
