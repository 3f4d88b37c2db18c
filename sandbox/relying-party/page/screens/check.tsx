import { useState } from 'react'
import { drawQr } from '../../../../src/shared/qr-drawing.ts'
import type { CheckView } from '../../api.ts'
import { Drawing, PromiseBox, Title } from '../parts.tsx'
import type { KindTexts, SiteTexts } from '../texts/zh-cn.ts'

interface CheckProps {
  readonly check: Exclude<CheckView, { readonly state: 'done' }>
  readonly wallet: string
  readonly texts: SiteTexts
  readonly kind: KindTexts
  readonly busy: boolean
  readonly onDigits: (digits: string) => void
  readonly onCancel: () => void
}

const stepOf = { waiting: 0, opened: 1, approved: 2, checking: 3 } as const

/** A check that waits for the visitor's phone, and then for the two digits that it shows. */
export function Check({ check, wallet, texts, kind, busy, onDigits, onCancel }: CheckProps) {
  const words = texts.check
  const at = stepOf[check.state]
  return (
    <>
      <Title>{words.titles[check.purpose]}</Title>
      <div className="check">
        <div className="stage">
          <Stage check={check} texts={texts} busy={busy} onDigits={onDigits} />
        </div>
        <div className="guide">
          <ol className="steps" aria-label={words.steps}>
            {[words.scan, words.approve, words.type].map((step, index) => (
              <li
                key={step}
                className={index < at ? 'done' : ''}
                {...(index === at && { 'aria-current': 'step' })}
              >
                {step}
              </li>
            ))}
          </ol>
          {check.state === 'waiting' && <SamePhone code={check.code} wallet={wallet} texts={texts} />}
        </div>
      </div>
      <div className="acts">
        <button type="button" disabled={check.state === 'checking'} onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
      <PromiseBox kind={kind} />
    </>
  )
}

type StageProps = Pick<CheckProps, 'check' | 'texts' | 'busy' | 'onDigits'>

/** What the visitor looks at now: the code, the word that the phone has it, the place for the digits. */
function Stage({ check, texts, busy, onDigits }: StageProps) {
  const words = texts.check
  switch (check.state) {
    case 'waiting':
      return (
        <>
          <QrCode text={check.code} label={words.code} />
          <p className="help">{words.renewed}</p>
        </>
      )
    case 'opened':
      return (
        <div role="status">
          <Drawing of="phone" />
          <strong>{words.opened}</strong>
          <p className="help">{words.openedHelp}</p>
        </div>
      )
    case 'approved':
      return <Digits texts={texts} busy={busy} onDigits={onDigits} />
    case 'checking':
      return (
        <div role="status">
          <Drawing of="phone" />
          <strong>{words.checking}</strong>
        </div>
      )
  }
}

function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = drawQr(text)
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} />
    </svg>
  )
}

interface SamePhoneProps extends Pick<CheckProps, 'wallet' | 'texts'> {
  readonly code: string
}

/** For whoever reads this page on the phone that is to approve: the same code as text. */
function SamePhone({ code, wallet, texts }: SamePhoneProps) {
  const words = texts.check
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(code)
    setCopied(true)
  }
  return (
    <section className="same-phone" aria-labelledby="same-phone">
      <h2 id="same-phone">{words.samePhone}</h2>
      <p className="help">{words.samePhoneHelp}</p>
      <code className="code-text">{code}</code>
      <div className="acts">
        <button type="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <a className="link" href={wallet} target="_blank" rel="noreferrer">
          {words.wallet}
        </a>
      </div>
      <p className="help said-once" role="status">
        {isCopied ? words.copied : ''}
      </p>
    </section>
  )
}

function Digits({ texts, busy, onDigits }: Pick<CheckProps, 'texts' | 'busy' | 'onDigits'>) {
  const words = texts.check
  const [digits, setDigits] = useState('')
  const isWhole = digits.length === 2
  return (
    <form
      className="digits"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) onDigits(digits)
      }}
    >
      <label htmlFor="digits">{words.digits}</label>
      <input
        id="digits"
        // The phone shows them now: what comes next is typed here.
        autoFocus
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        aria-describedby="digits-help"
        value={digits}
        onChange={({ target }) => setDigits(target.value.replaceAll(/[^0-9]/g, ''))}
      />
      <button className="main" type="submit" disabled={busy || !isWhole}>
        {words.confirm}
      </button>
      <p className="help" id="digits-help">
        {words.digitsHelp}
      </p>
    </form>
  )
}
