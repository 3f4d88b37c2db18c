import { useState } from 'react'
import type { AccountView, CheckOutcome, SiteLanguage } from '../../api.ts'
import { dayOf, momentOf } from '../language.ts'
import { Drawing, Mark, Row, Title, WayRows } from '../parts.tsx'
import type { KindTexts, SiteTexts } from '../texts/zh-cn.ts'

interface AccountProps {
  readonly account: AccountView
  /** How the visitor came in; null when that was a while ago. */
  readonly outcome: CheckOutcome | null
  readonly texts: SiteTexts
  readonly language: SiteLanguage
  readonly busy: boolean
  readonly onSignOut: () => void
  readonly onMarkOdd: () => void
  readonly onClose: () => void
}

/** All that this relying party keeps of the visitor, and the end of it. */
export function Account({
  account,
  outcome,
  texts,
  language,
  busy,
  onSignOut,
  onMarkOdd,
  onClose,
}: AccountProps) {
  const words = texts.account
  return (
    <>
      {outcome !== null && <Welcome words={texts.outcomes[outcome]} />}
      <Title>{words.title}</Title>
      <section aria-labelledby="kept">
        <h2 id="kept">{words.kept}</h2>
        <Kept account={account} texts={texts} language={language} />
        <p className="help">{words.notKept}</p>
      </section>
      <div className="acts">
        <button className="main" type="button" disabled={busy} onClick={onSignOut}>
          {words.signOut}
        </button>
      </div>
      <Close
        texts={texts}
        busy={busy}
        hasRetained={(account.kept?.retained.length ?? 0) > 0}
        onClose={onClose}
      />
      <section className="for-test" aria-labelledby="for-test">
        <h2 id="for-test">{words.test}</h2>
        <p className="help">{words.markOddHelp}</p>
        <button type="button" disabled={busy} onClick={onMarkOdd}>
          {words.markOdd}
        </button>
      </section>
    </>
  )
}

function Welcome({ words: [title, help] }: { readonly words: readonly [title: string, help: string] }) {
  return (
    <p className="welcome" role="status">
      <Mark of="pass" />
      <span>
        <strong>{title}</strong>
        {help !== '' && <span>{help}</span>}
      </span>
    </p>
  )
}

function Kept({ account, texts, language }: Pick<AccountProps, 'account' | 'texts' | 'language'>) {
  const words = texts.account
  const { number, kept } = account
  if (!kept) return null
  const retained = kept.retained.map(({ fields, endsAt }) =>
    words.retainedUntil(
      fields.map((field) => words.fields[field]).join(words.between),
      dayOf(endsAt, language),
    ),
  )
  return (
    <dl className="facts">
      <Fact term={words.number} words={number} />
      <div>
        <dt>{words.pseudonym}</dt>
        <dd>
          <code>{kept.pseudonym}</code>
          <span className="help">{words.pseudonymHelp}</span>
        </dd>
      </div>
      <Fact term={words.openedAt} words={momentOf(kept.openedAt, language)} />
      <Fact term={words.signedInAt} words={momentOf(kept.signedInAt, language)} />
      <Fact term={words.checks} words={words.checksKept(kept.checks)} />
      {kept.ageMark !== null && (
        <Fact term={texts.desk.ageMark} words={words.ageMarkKept(texts.desk.ageMarks[kept.ageMark])} />
      )}
      <Fact term={words.retained} words={retained.length === 0 ? words.noRetained : retained.join('\n')} />
    </dl>
  )
}

function Fact({ term, words }: { readonly term: string; readonly words: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  )
}

interface CloseProps extends Pick<AccountProps, 'texts' | 'busy' | 'onClose'> {
  readonly hasRetained: boolean
}

/** Asked once more, in its place: what is deleted does not come back. */
function Close({ texts, busy, hasRetained, onClose }: CloseProps) {
  const words = texts.account
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) {
    return (
      <p>
        <button className="link" type="button" onClick={() => setAsked(true)}>
          {words.close}
        </button>
      </p>
    )
  }
  return (
    <section className="close" aria-labelledby="close">
      <h2 id="close">{words.close}</h2>
      <p>
        {words.closeQuestion} {hasRetained && words.closeRetained}
      </p>
      <div className="acts">
        <button type="button" onClick={() => setAsked(false)}>
          {words.closeNo}
        </button>
        <button className="danger" type="button" disabled={busy} onClick={onClose}>
          {words.closeYes}
        </button>
      </div>
    </section>
  )
}

interface OddProps extends Pick<AccountProps, 'texts' | 'busy' | 'onSignOut'> {
  readonly kind: KindTexts
  readonly onConfirm: () => void
  readonly onWay: (way: number) => void
}

/** An account that wants its owner: by phone, or by another way like anybody without one. */
export function OddAccount({ texts, kind, busy, onConfirm, onWay, onSignOut }: OddProps) {
  const { odd } = texts
  return (
    <>
      <div className="outcome wait">
        <Mark of="wait" />
        <Title help={odd.help}>{odd.title}</Title>
      </div>
      <div className="rows">
        <Row
          icon={<Drawing of="phone" />}
          name={odd.confirm}
          help={odd.confirmHelp}
          disabled={busy}
          onChoose={onConfirm}
        />
        <WayRows kind={kind} onWay={onWay} />
      </div>
      <div className="acts">
        <button type="button" disabled={busy} onClick={onSignOut}>
          {texts.account.signOut}
        </button>
      </div>
    </>
  )
}
