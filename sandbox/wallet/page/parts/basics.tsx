import { type ReactNode, useContext, useEffect, useId, useRef } from 'react'
import { SpokenContext, useTexts } from '../texts/texts.ts'
import type { Refused } from '../wallet-client.ts'
import { refusalText } from '../refusal-text.ts'
import { Icon, type IconName } from './icon.tsx'

/** A name as the register has it: Chinese, whatever the phone speaks. */
export function Registered({ children }: { readonly children: string }) {
  return <span lang="zh-CN">{children}</span>
}

/** Words of which those between asterisks count most. */
export function Stressed({ children }: { readonly children: string }) {
  return children.split('*').map((part, index) =>
    // Every second part stood between two of them; parts never change places.
    // oxlint-disable-next-line react/no-array-index-key
    index % 2 === 1 ? <strong key={index}>{part}</strong> : part,
  )
}

interface ScreenProps {
  readonly title: string
  /** Leads back; a screen at the root has none. */
  readonly back?: (() => void) | undefined
  readonly children: ReactNode
}

/** One screen: its title is read out when it comes, and what can be done about it stands below. */
export function Screen({ title, back, children }: ScreenProps) {
  const texts = useTexts()
  return (
    <>
      <header className="head">
        {back && (
          <button type="button" className="plain back" onClick={back}>
            <Icon name="back" />
            <span className="visually-hidden">{texts.back}</span>
          </button>
        )}
        <Title key={title}>{title}</Title>
      </header>
      <main>{children}</main>
    </>
  )
}

function Title({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Whoever chooses a language stays at the choice.
    if (document.activeElement instanceof HTMLSelectElement) return
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

/** Why something went no further, read out when it appears. */
export function Problem({ refused }: { readonly refused: Refused | null }) {
  const { texts } = useContext(SpokenContext)
  return <Alert>{refused === null ? null : refusalText(texts, refused)}</Alert>
}

/** A sentence that is read out at once; its place is there before it. */
export function Alert({ children }: { readonly children: string | null }) {
  return (
    <div role="alert" className="alert">
      {children !== null && (
        <p>
          <Icon name="attention" />
          <span>{children}</span>
        </p>
      )}
    </div>
  )
}

/** What stands in a test only, drawn so that nobody takes it for the phone's own. */
export function SandboxNote({ children }: { readonly children: ReactNode }) {
  const { sandboxOnly } = useTexts()
  return (
    <div className="sandbox-note">
      <span className="sandbox-tag">{sandboxOnly}</span>
      {children}
    </div>
  )
}

interface RowProps {
  readonly icon?: IconName
  readonly label: ReactNode
  readonly note?: ReactNode
  readonly badge?: string | undefined
  readonly danger?: boolean
  readonly onClick: () => void
}

/** One line of a list that leads on. */
export function Row({ icon, label, note, badge, danger = false, onClick }: RowProps) {
  return (
    <li>
      <button type="button" className={danger ? 'row danger' : 'row'} onClick={onClick}>
        {icon && <Icon name={icon} />}
        <span className="row-words">
          <span className="row-label">{label}</span>
          {note !== undefined && <span className="row-note">{note}</span>}
        </span>
        {badge !== undefined && <span className="badge">{badge}</span>}
        <Icon name="onward" />
      </button>
    </li>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fault?: string | null
  readonly numeric?: boolean
  readonly maxLength?: number
  readonly placeholder?: string
}

/** One line to write in, with its label above and what is wrong with it below. */
export function TextField(props: TextFieldProps) {
  const { label, help, value, onChange, fault = null, numeric = false, maxLength, placeholder } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <p className="note" id={`${id}-help`}>
          {help}
        </p>
      )}
      <input
        id={id}
        value={value}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        maxLength={maxLength}
        placeholder={placeholder}
        aria-invalid={fault !== null}
        aria-describedby={`${help === undefined ? '' : `${id}-help `}${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className="fault" id={`${id}-fault`} role="alert">
        {fault}
      </p>
    </div>
  )
}
