import { useEffect, useId, useState } from 'react'
import { documentKinds, type PaperKind } from '../../../platform/citizens/documents.ts'
import { type VirtualDocument, virtualDocumentsSchema } from '../../api.ts'
import { Problem, Registered, Row, SandboxNote, Screen, TextField } from '../parts/basics.tsx'
import { PasswordField } from '../parts/password-field.tsx'
import { useTexts } from '../texts/texts.ts'
import { ask, type Refused, untilAnswered } from '../wallet-client.ts'

/** Questions before anything is sent: document, telephone, consents, then the rest. */
const steps = 5

function StepOf({ at }: { readonly at: number }) {
  const { apply } = useTexts()
  return (
    <div className="steps">
      <p className="visually-hidden">{apply.step(at, steps)}</p>
      {Array.from({ length: steps }, (_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- as many as there are steps, always
        <i key={index} className={index < at ? 'on' : ''} aria-hidden="true" />
      ))}
    </div>
  )
}

interface DocumentStepProps {
  readonly isForChild: boolean
  /** Why the document before went no further. */
  readonly refused: Refused | null
  readonly back: () => void
  readonly choose: (document: VirtualDocument) => void
}

type Kind = (typeof documentKinds)[number] | 'other'

/** One of the seven legal documents, and then the document itself, laid on the phone. */
export function DocumentStep({ isForChild, refused, back, choose }: DocumentStepProps) {
  const { apply } = useTexts()
  const [documents, setDocuments] = useState<readonly VirtualDocument[]>([])
  const [kind, setKind] = useState<Kind | null>(null)
  useEffect(() => {
    void untilAnswered(() => ask('/api/documents', {}, virtualDocumentsSchema)).then((answer) =>
      setDocuments(answer.documents),
    )
  }, [])
  if (kind === null) {
    return (
      <Screen title={apply.kindTitle} back={back}>
        <StepOf at={1} />
        <p className="help">{isForChild ? apply.childHelp : apply.kindHelp}</p>
        <Problem refused={refused} />
        <ul className="rows">
          {documentKinds.map((one) => (
            <Row key={one} icon="card" label={apply.kinds[one]} onClick={() => setKind(one)} />
          ))}
          <Row icon="card" label={apply.otherKind} onClick={() => setKind('other')} />
        </ul>
      </Screen>
    )
  }
  const isChild = ({ age }: VirtualDocument) => age === 'under-8' || age === 'under-14'
  const offered = documents.filter(
    (document) => isOf(document.kind, kind) && (!isForChild || isChild(document)),
  )
  return (
    <Screen title={apply.layTitle} back={() => setKind(null)}>
      <StepOf at={1} />
      <LaidDown />
      <SandboxNote>
        <p>{apply.layHelp}</p>
        <ul className="documents">
          {offered.map((document) => (
            <li key={document.id}>
              <button type="button" className="document" onClick={() => choose(document)}>
                <span className="row-note">{apply.kinds[document.kind]}</span>
                <strong>
                  <Registered>{document.name}</Registered>
                </strong>
                <span className="document-number">{document.number}</span>
              </button>
            </li>
          ))}
        </ul>
      </SandboxNote>
    </Screen>
  )
}

/** A document under the back of a phone. */
function LaidDown() {
  return (
    <svg className="lay" viewBox="0 0 240 130" aria-hidden="true">
      <rect x="28" y="14" width="96" height="104" rx="14" />
      <rect x="40" y="26" width="26" height="26" rx="8" />
      <g className="paper">
        <rect x="92" y="44" width="112" height="70" rx="9" />
        <path d="M106 62h32M106 78h22M106 94h32" />
        <circle cx="172" cy="72" r="10" />
        <path d="M154 102c2-16 34-16 36 0" />
      </g>
      <path className="waves" d="M132 26c6 4 6 10 0 14M142 20c11 7 11 19 0 26" />
    </svg>
  )
}

function isOf(paper: PaperKind, kind: Kind): boolean {
  return kind === 'other' ? !documentKinds.some((one) => one === paper) : paper === kind
}

interface PhoneStepProps {
  readonly isForChild: boolean
  readonly back: () => void
  readonly done: (phone: string) => void
}

/** No mobile number begins with 120. */
const testNumber = '12000000099'

export function PhoneStep({ isForChild, back, done }: PhoneStepProps) {
  const texts = useTexts()
  const { apply } = texts
  const [phone, setPhone] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  return (
    <Screen title={apply.phoneTitle} back={back}>
      <StepOf at={2} />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const isWhole = /^1[0-9]{10}$/.test(phone)
          setIsWrong(!isWhole)
          if (isWhole) done(phone)
        }}
      >
        <TextField
          label={apply.phoneLabel}
          help={isForChild ? apply.childPhoneHelp : apply.phoneHelp}
          value={phone}
          onChange={setPhone}
          fault={isWrong ? apply.phoneWrong : null}
          numeric
          maxLength={11}
        />
        <SandboxNote>
          <button type="button" onClick={() => setPhone(testNumber)}>
            {apply.phoneTest}
          </button>
        </SandboxNote>
        <button type="submit" className="main wide">
          {texts.next}
        </button>
      </form>
    </Screen>
  )
}

export interface Consents {
  readonly service: boolean
  readonly face: boolean
}

interface ConsentStepProps {
  readonly isForChild: boolean
  readonly refused: Refused | null
  readonly back: () => void
  readonly done: (consents: Consents) => Promise<void>
}

/** Two consents, each for itself; none is given beforehand. */
export function ConsentStep({ isForChild, refused, back, done }: ConsentStepProps) {
  const texts = useTexts()
  const { apply } = texts
  const [service, setService] = useState(false)
  const [face, setFace] = useState(false)
  const [missing, setMissing] = useState(false)
  return (
    <Screen title={apply.consentTitle} back={back}>
      <StepOf at={3} />
      <p className="help">{isForChild ? apply.childConsentHelp : apply.consentHelp}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const both = service && face
          setMissing(!both)
          if (both) void done({ service, face })
        }}
      >
        <Consent
          label={isForChild ? apply.childService : apply.service}
          text={apply.serviceText}
          given={service}
          give={setService}
        />
        <Consent label={apply.faceConsent} text={apply.faceText} given={face} give={setFace} />
        <Problem refused={missing ? { code: 'consent-missing' } : refused} />
        <button type="submit" className="main wide">
          {texts.next}
        </button>
      </form>
    </Screen>
  )
}

interface ConsentProps {
  readonly label: string
  readonly text: string
  readonly given: boolean
  readonly give: (given: boolean) => void
}

function Consent({ label, text, given, give }: ConsentProps) {
  const id = useId()
  return (
    <div className="consent">
      <label className="choice">
        <input
          type="checkbox"
          checked={given}
          aria-describedby={id}
          onChange={(event) => give(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={id}>{text}</p>
    </div>
  )
}

interface NewPasswordStepProps {
  readonly title: string
  readonly help: string
  /** Why one that was chosen before did not serve. */
  readonly before?: Refused | null
  readonly back: () => void
  readonly done: (password: string) => Promise<Refused | null>
}

/** A 口令 is chosen, typed twice. */
export function NewPasswordStep({ title, help, before = null, back, done }: NewPasswordStepProps) {
  const texts = useTexts()
  const { apply, prove } = texts
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [differs, setDiffers] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(before)
  const [setting, setSetting] = useState(false)
  const submit = async () => {
    setRefused(null)
    setDiffers(password !== again)
    if (password !== again) return
    if (password === '') return setRefused({ code: 'password-unfit' })
    setSetting(true)
    setRefused(await done(password))
    setSetting(false)
  }
  return (
    <Screen title={title} back={back}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p className="help">{help}</p>
        <PasswordField label={apply.password} value={password} onChange={setPassword} isNew />
        <PasswordField
          label={apply.passwordAgain}
          value={again}
          onChange={setAgain}
          isNew
          fault={differs ? apply.passwordDiffers : null}
        />
        <Problem refused={refused} />
        <button type="submit" className="main wide" disabled={setting}>
          {setting ? prove.checking : prove.confirm}
        </button>
      </form>
    </Screen>
  )
}
