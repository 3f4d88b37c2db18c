import { Drawing, Notice, PromiseBox, Row, Title } from '../parts.tsx'
import type { KindTexts, SiteTexts } from '../texts/zh-cn.ts'

interface ScreenProps {
  readonly texts: SiteTexts
  readonly kind: KindTexts
}

interface StartProps extends ScreenProps {
  readonly busy: boolean
  readonly onSignIn: () => void
  readonly onRegister: () => void
  readonly onCounter: () => void
  readonly onDesk: () => void
}

/** The ways in: who uses the network identity and who does not find rows of one size. */
export function Start({ texts, kind, busy, onSignIn, onRegister, onCounter, onDesk }: StartProps) {
  const { home } = texts
  return (
    <>
      <Title>{kind.question}</Title>
      <div className="rows">
        <Row
          icon={<Drawing of="phone" />}
          name={home.signIn}
          help={home.signInHelp}
          disabled={busy}
          onChoose={onSignIn}
        />
        <Row
          icon={<Drawing of="card" />}
          name={home.register}
          help={home.registerHelp}
          onChoose={onRegister}
        />
        <Row icon={<Drawing of="counter" />} name={kind.desk} help={kind.deskHelp} onChoose={onCounter} />
      </div>
      <PromiseBox kind={kind} />
      <p>
        <button className="link" type="button" onClick={onDesk}>
          {home.staff}
        </button>
      </p>
    </>
  )
}

/** What a visitor without a phone does. */
export function Counter({ texts, kind, onBack }: ScreenProps & { readonly onBack: () => void }) {
  return (
    <>
      <Title help={kind.deskHelp}>{kind.desk}</Title>
      <ol className="steps">
        {kind.deskSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="acts">
        <button type="button" onClick={onBack}>
          {texts.back}
        </button>
      </div>
    </>
  )
}

interface RegisterProps extends ScreenProps {
  readonly busy: boolean
  readonly onAgree: () => void
  readonly onBack: () => void
}

/** The notice stands before the check: nothing is asked of anybody who did not agree. */
export function Register({ texts, kind, busy, onAgree, onBack }: RegisterProps) {
  return (
    <>
      <Title>{texts.register.title}</Title>
      <Notice texts={texts} kind={kind} />
      <div className="acts">
        <button className="main" type="button" disabled={busy} onClick={onAgree}>
          {texts.register.agree}
        </button>
        <button type="button" onClick={onBack}>
          {texts.back}
        </button>
      </div>
    </>
  )
}
