import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { isPurpose } from '../../../../src/shared/approval-code.ts'
import { VerdictMark } from '../../../web/page/verdict-mark.tsx'
import { approvalStateSchema, type ApprovalView, type OpenedView, type WalletCitizen } from '../../api.ts'
import type { Approval } from '../approval.ts'
import type { Instant } from '../countdown.ts'
import { Alert, Problem, Registered, Screen, Stressed } from '../parts/basics.tsx'
import { ChildChoice } from '../parts/child-choice.tsx'
import { Countdown } from '../parts/countdown.tsx'
import { Icon } from '../parts/icon.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { isGivenHere, Prove } from '../parts/prove.tsx'
import { useTexts } from '../texts/texts.ts'
import { type Answer, ask, type Refused, send } from '../wallet-client.ts'
import { ChildsTurn } from './childs-turn.tsx'

interface ApproveScreenProps {
  readonly approval: Approval
  readonly leave: () => void
}

/** The phone asks this often (ms) what became of an approval. */
const askEvery = 1_000
/** Seconds that an approval can be waited for, and that its two digits are good for. */
const waitSeconds = 180
const digitsSeconds = 60

/** Who asks, for what, and what they get; then the two digits; then how it ended. */
export function ApproveScreen({ approval, leave }: ApproveScreenProps) {
  const { holder, children } = useCitizensPhone().seen.phone
  const citizen = holder.id
  const { anchor, factors, subject } = approval.opened
  const [{ state, instant }, setStanding] = useState({ state: approval.state, instant: approval.instant })
  const [proving, setProving] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isChildsTurn, setChildsTurn] = useState(false)
  const inCare = subject === 'child' ? children : null
  const child = inCare?.find(({ id }) => inCare.length === 1 || id === chosen) ?? null
  const take = useCallback((answer: Answer<z.infer<typeof approvalStateSchema>>) => {
    if (!answer.ok) return answer.refused
    setStanding({ state: answer.value.approval, instant: { now: answer.value.now, at: performance.now() } })
    return null
  }, [])

  const goesOn = state.state === 'opened' || state.state === 'approved'
  useEffect(() => {
    if (!goesOn) return undefined
    const timer = setInterval(() => {
      void ask('/api/approval', { citizen, anchor }, approvalStateSchema).then(take)
    }, askEvery)
    return () => clearInterval(timer)
  }, [goesOn, citizen, anchor, take])

  const approve = async (presentations: readonly unknown[]): Promise<Refused | null> => {
    const body = { citizen, anchor, presentations }
    const fault = take(await send('/api/approvals/approve', body, approvalStateSchema))
    if (fault === null) setProving(false)
    return fault
  }
  const decline = async () => {
    const fault = take(await send('/api/approvals/decline', { citizen, anchor }, approvalStateSchema))
    setRefused(fault)
  }

  if (state.state === 'opened' && proving) {
    return (
      <Prove
        factors={factors.filter(isGivenHere)}
        by={citizen}
        back={() => setProving(false)}
        act={approve}
      />
    )
  }
  switch (state.state) {
    case 'opened':
      return (
        <Question
          approval={approval}
          expiresAt={state.expiresAt}
          instant={instant}
          refused={refused}
          inCare={inCare}
          child={child}
          chooseChild={setChosen}
          decline={decline}
          approve={async () => {
            if (factors.length > 0) setProving(true)
            else setRefused(await approve([]))
          }}
        />
      )
    case 'approved':
      if (child && isChildsTurn) {
        const back = () => setChildsTurn(false)
        return (
          <ChildsTurn child={child} guardian={citizen} factors={factors.filter(isGivenHere)} back={back} />
        )
      }
      return (
        <TwoDigits
          digits={state.digits}
          expiresAt={state.expiresAt}
          instant={instant}
          child={child}
          showChild={() => setChildsTurn(true)}
          stop={decline}
        />
      )
    case 'checked':
    case 'declined':
    case 'withdrawn':
    case 'expired':
      return <Outcome state={state} leave={leave} />
  }
}

type Factors = OpenedView['factors']

interface QuestionProps {
  readonly approval: Approval
  readonly expiresAt: number
  readonly instant: Instant
  readonly refused: Refused | null
  /** Children in the care of whoever holds the phone; null where the check is not for a child. */
  readonly inCare: readonly WalletCitizen[] | null
  readonly child: WalletCitizen | null
  readonly chooseChild: (citizen: string) => void
  readonly approve: () => Promise<void>
  readonly decline: () => Promise<void>
}

function Question(props: QuestionProps) {
  const { approval, expiresAt, instant, refused, inCare, child, chooseChild, approve, decline } = props
  const texts = useTexts()
  const [undecided, setUndecided] = useState(false)
  const { code, opened } = approval
  const isTrue = isPurpose(code, opened.purpose)
  const lacksChoice = inCare !== null && inCare.length > 1 && child === null
  const named = (factors: Factors) =>
    factors.map((factor) => texts.prove[factor]).join(texts.consents.separator)
  const lacking = opened.factors.filter((factor) => !isGivenHere(factor))
  const mayApprove = isTrue && lacking.length === 0
  return (
    <Screen title={texts.approve.title}>
      <dl className="facts">
        <div>
          <dt>{texts.approve.asks}</dt>
          <dd className="large">
            <Registered>{opened.relyingParty}</Registered>
          </dd>
        </div>
        <div>
          <dt>{texts.approve.purpose}</dt>
          <dd className="large">
            <Registered>{code.purpose}</Registered>
          </dd>
          {opened.subject !== 'self' && <dd className="note">{texts.approve[opened.subject]}</dd>}
        </div>
        <div className="gets">
          <dt>{texts.approve.gets}</dt>
          <dd className="large">
            <Stressed>{texts.approve.result}</Stressed>
          </dd>
          <dd className="note">{texts.approve.resultNote}</dd>
        </div>
        {opened.factors.length > 0 && (
          <div>
            <dt>{texts.approve.needs}</dt>
            <dd>{named(opened.factors)}</dd>
          </div>
        )}
      </dl>
      {mayApprove && inCare && <ChildChoice of={inCare} chosen={child} choose={chooseChild} />}
      <Alert>{isTrue ? null : texts.approve.mismatch}</Alert>
      <Alert>{isTrue && lacking.length > 0 ? texts.approve.cannotGive(named(lacking)) : null}</Alert>
      <Alert>{undecided && lacksChoice ? texts.approve.whichChild : null}</Alert>
      <Problem refused={refused} />
      <div className="dock">
        <Countdown expiresAt={expiresAt} instant={instant} of={waitSeconds} words={texts.approve.remaining} />
        <div className="buttons">
          <button type="button" onClick={() => void decline()}>
            {texts.approve.decline}
          </button>
          {mayApprove && (
            <button
              type="button"
              className="main"
              onClick={() => {
                setUndecided(lacksChoice)
                if (!lacksChoice) void approve()
              }}
            >
              {texts.approve.approve}
            </button>
          )}
        </div>
      </div>
    </Screen>
  )
}

interface TwoDigitsProps {
  readonly digits: string
  readonly expiresAt: number
  readonly instant: Instant
  /** Whose code is shown once the digits were tapped. */
  readonly child: WalletCitizen | null
  readonly showChild: () => void
  readonly stop: () => Promise<void>
}

function TwoDigits({ digits, expiresAt, instant, child, showChild, stop }: TwoDigitsProps) {
  const { approve } = useTexts()
  return (
    <Screen title={approve.digitsTitle}>
      <div className="two-digits" role="img" aria-label={approve.digitsLabel(digits)}>
        {Array.from(digits, (digit, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two places, which never change
          <span key={index}>{digit}</span>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {approve.digitsLabel(digits)}
      </p>
      <Countdown expiresAt={expiresAt} instant={instant} of={digitsSeconds} words={approve.digitsRemaining} />
      <p className="help centred">{approve.digitsAdvice}</p>
      <div className="dock">
        {child && (
          <button type="button" className="main wide" onClick={showChild}>
            {approve.thenChild(child.name)}
          </button>
        )}
        <button type="button" className="wide" onClick={() => void stop()}>
          {approve.stop}
        </button>
      </div>
    </Screen>
  )
}

type Ended = Extract<ApprovalView, { readonly state: 'checked' | 'declined' | 'withdrawn' | 'expired' }>

function Outcome({ state, leave }: { readonly state: Ended; readonly leave: () => void }) {
  const texts = useTexts()
  const { approve, record } = texts
  const [title, note] =
    state.state === 'checked'
      ? [approve[state.verdict], state.cause === null ? approve.passNote : record.causes[state.cause]]
      : [approve[state.state], approve[`${state.state}Note`]]
  return (
    <Screen title={title}>
      <div className={`outcome ${state.state === 'checked' ? state.verdict : 'ended'}`}>
        {state.state === 'checked' ? <VerdictMark verdict={state.verdict} /> : <Icon name="pause" />}
        <p role="status">{note}</p>
      </div>
      <div className="dock">
        <button type="button" className="main wide" onClick={leave}>
          {texts.done}
        </button>
      </div>
    </Screen>
  )
}
