import type { CheckOutcome, CheckView } from '../../api.ts'
import { Mark, type MarkName, Notice, Title } from '../parts.tsx'
import type { KindTexts, SiteTexts } from '../texts/zh-cn.ts'

interface OutcomeProps {
  readonly check: Extract<CheckView, { readonly state: 'done' }>
  readonly texts: SiteTexts
  readonly kind: KindTexts
  readonly busy: boolean
  readonly onAgain: () => void
  readonly onOpenAccount: () => void
  readonly onLeave: () => void
}

const markOf: Readonly<Record<CheckOutcome, MarkName>> = {
  registered: 'pass',
  'signed-in': 'pass',
  'had-account': 'pass',
  'no-account': 'pass',
  restored: 'pass',
  failed: 'fail',
  ended: 'wait',
  expired: 'wait',
  busy: 'wait',
  unavailable: 'wait',
  'not-told': 'wait',
}

/** A check that led into no account, and what can be done about it. */
export function Outcome({ check, texts, kind, busy, onAgain, onOpenAccount, onLeave }: OutcomeProps) {
  const { outcome } = check
  const [title, help] = texts.outcomes[outcome]
  const mark = markOf[outcome]
  const mayOpen = outcome === 'no-account'
  return (
    <>
      <div className={`outcome ${mark}`}>
        <Mark of={mark} />
        <Title help={help}>{title}</Title>
      </div>
      {mayOpen && <Notice texts={texts} kind={kind} />}
      <div className="acts">
        <button className="main" type="button" disabled={busy} onClick={mayOpen ? onOpenAccount : onAgain}>
          {mayOpen ? texts.register.agreeToOpen : texts.again}
        </button>
        <button type="button" onClick={onLeave}>
          {texts.back}
        </button>
      </div>
    </>
  )
}
