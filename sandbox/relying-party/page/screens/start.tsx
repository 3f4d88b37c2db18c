import { Drawing, Notice, PromiseBox, Row, Title, WayRows } from '../parts.tsx'
import type { KindTexts, OrdinaryWay, SiteTexts } from '../texts/zh-cn.ts'

interface ScreenProps {
  readonly texts: SiteTexts
  readonly kind: KindTexts
}

interface StartProps extends ScreenProps {
  readonly busy: boolean
  readonly onSignIn: () => void
  readonly onRegister: () => void
  /** @param way its place among the site's ordinary ways */
  readonly onWay: (way: number) => void
  readonly onDesk: () => void
}

/** The ways in: who uses the network identity and who does not find rows of one size. */
export function Start({ texts, kind, busy, onSignIn, onRegister, onWay, onDesk }: StartProps) {
  const { home } = texts
  return (
    <>
      <Title help={kind.help}>{kind.question}</Title>
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
        <WayRows kind={kind} onWay={onWay} />
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

interface WayProps {
  readonly way: OrdinaryWay
  readonly texts: SiteTexts
  readonly onBack: () => void
}

/** What a visitor does who does not use the network identity. */
export function Way({ way, texts, onBack }: WayProps) {
  return (
    <>
      <Title help={way.help}>{way.name}</Title>
      <ol className="steps">
        {way.steps.map((step) => (
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
