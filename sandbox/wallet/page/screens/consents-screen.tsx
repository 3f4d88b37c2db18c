import { useState } from 'react'
import { consentReplySchema, doneSchema, type GivenConsent, type RetentionTerms } from '../../api.ts'
import { Problem, Registered, Screen } from '../parts/basics.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { useMoment, useTexts } from '../texts/texts.ts'
import type { WalletTexts } from '../texts/zh-cn.ts'
import { type Refused, send } from '../wallet-client.ts'

function fieldsIn({ consents }: WalletTexts, fields: GivenConsent['fields']): string {
  return fields.map((field) => consents.fields[field]).join(consents.separator)
}

/** What was consented to, what can be, and how to take it back. */
export function ConsentsScreen() {
  const texts = useTexts()
  const { consents: words } = texts
  const { seen, refresh, goTo } = useCitizensPhone()
  const [asked, setAsked] = useState<RetentionTerms | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const { holder, consents, terms } = seen.phone
  const withdraw = async (consent: string) => {
    const answer = await send('/api/consents/withdraw', { citizen: holder.id, consent }, doneSchema)
    setRefused(answer.ok ? null : answer.refused)
    await refresh()
  }
  if (asked) return <GiveConsent terms={asked} leave={() => setAsked(null)} />
  return (
    <Screen title={words.title} back={() => goTo({ at: 'me' })}>
      <Problem refused={refused} />
      <h2>{words.retention}</h2>
      <p className="help">{words.retentionHelp}</p>
      <ul className="rows">
        {consents.length === 0 && <li className="none">{words.none}</li>}
        {consents.map((consent) => (
          <Consent key={consent.number} consent={consent} withdraw={withdraw} />
        ))}
      </ul>
      {holder.state === 'active' && (
        <ul className="rows">
          {terms.map((one) => (
            <li key={`${one.customNumber} ${one.policy}`} className="terms">
              <div className="what">
                <strong>
                  <Registered>{one.relyingParty}</Registered>
                </strong>
                <span className="note">{fieldsIn(texts, one.fields)}</span>
              </div>
              <button type="button" onClick={() => setAsked(one)}>
                {words.give}
                <span className="visually-hidden"> {one.relyingParty}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <h2>{words.application}</h2>
      <ul className="rows">
        <li className="event">{words.service}</li>
        <li className="event">{words.face}</li>
      </ul>
      <p className="help">{words.applicationHelp}</p>
    </Screen>
  )
}

interface ConsentProps {
  readonly consent: GivenConsent
  readonly withdraw: (consent: string) => Promise<void>
}

function Consent({ consent, withdraw }: ConsentProps) {
  const texts = useTexts()
  const { consents: words } = texts
  const moment = useMoment()
  const { number, relyingParty, fields, givenAt, endsAt, withdrawnAt, used } = consent
  const state =
    withdrawnAt === null
      ? `${words.given(moment(givenAt))} · ${used ? words.used : words.ends(moment(endsAt))}`
      : words.withdrawn(moment(withdrawnAt))
  return (
    <li className="given">
      <strong>
        <Registered>{relyingParty}</Registered>
      </strong>
      <span>{fieldsIn(texts, fields)}</span>
      <span className="note">{state}</span>
      {withdrawnAt === null && (
        <>
          <span className="note">{words.number}</span>
          <code>{number}</code>
          <button type="button" onClick={() => void withdraw(number)}>
            {words.withdraw}
            <span className="visually-hidden"> {relyingParty}</span>
          </button>
          <span className="note">{words.withdrawHelp}</span>
        </>
      )}
    </li>
  )
}

function GiveConsent({ terms, leave }: { readonly terms: RetentionTerms; readonly leave: () => void }) {
  const texts = useTexts()
  const { consents: words, cancel } = texts
  const { seen, refresh } = useCitizensPhone()
  const [refused, setRefused] = useState<Refused | null>(null)
  const { customNumber, policy, fields, keepDays, relyingParty } = terms
  const give = async () => {
    const body = { citizen: seen.phone.holder.id, customNumber, policy }
    const answer = await send('/api/consents', body, consentReplySchema)
    if (!answer.ok) return setRefused(answer.refused)
    await refresh()
    leave()
  }
  return (
    <Screen title={words.giveTitle(relyingParty)} back={leave}>
      <p className="statement">{words.giveText(fieldsIn(texts, fields), keepDays)}</p>
      <p className="help">{words.giveRight}</p>
      <Problem refused={refused} />
      <div className="dock">
        <div className="buttons">
          <button type="button" onClick={leave}>
            {cancel}
          </button>
          <button type="button" className="main" onClick={() => void give()}>
            {words.agree}
          </button>
        </div>
      </div>
    </Screen>
  )
}
