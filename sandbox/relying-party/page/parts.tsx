import { type ReactNode, useEffect, useRef } from 'react'
import type { KindTexts, SiteTexts } from './texts/zh-cn.ts'

/** What a screen is about. A new screen gives it the focus, so that it is read out and the keyboard goes on from there. */
export function Title({
  children,
  help = '',
}: {
  readonly children: ReactNode
  readonly help?: string | undefined
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <div className="title">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {help !== '' && <p className="help">{help}</p>}
    </div>
  )
}

interface RowProps {
  readonly icon: ReactNode
  readonly name: string
  readonly help: string
  readonly disabled?: boolean
  readonly onChoose: () => void
}

/** One of several equal ways. */
export function Row({ icon, name, help, disabled = false, onChoose }: RowProps) {
  return (
    <button className="row" type="button" disabled={disabled} onClick={onChoose}>
      {icon}
      <span className="row-words">
        <strong>{name}</strong>
        <span>{help}</span>
      </span>
      <svg className="onward" viewBox="0 0 24 24" aria-hidden="true">
        <path d="m9 5 7 7-7 7" />
      </svg>
    </button>
  )
}

/** The ways without the network identity, as large as those with it. */
export function WayRows({
  kind: { ways },
  onWay,
}: {
  readonly kind: KindTexts
  readonly onWay: (way: number) => void
}) {
  return ways.map(({ drawing, name, help }, way) => (
    <Row key={name} icon={<Drawing of={drawing} />} name={name} help={help} onChoose={() => onWay(way)} />
  ))
}

export function PromiseBox({ kind }: { readonly kind: KindTexts }) {
  return (
    <p className="promise">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 2 3.5 5.2v6.1c0 5.4 3.6 8.9 8.5 10.7 4.9-1.8 8.5-5.3 8.5-10.7V5.2z" />
        <path d="m8 12 3 3 5-6" />
      </svg>
      <span>{kind.promise}</span>
    </p>
  )
}

/** What has to be said before anything is processed (article 11). */
export function Notice({ texts, kind }: { readonly texts: SiteTexts; readonly kind: KindTexts }) {
  return (
    <dl className="facts">
      {texts.register.notice(kind).map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

const drawings = {
  phone: [
    'M7 2.5h10a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 20V4A1.5 1.5 0 0 1 7 2.5z',
    'M10.5 18.5h3',
    'm9 10.5 2.2 2.2 4-4.4',
  ],
  card: [
    'M3 5.5h18v13H3z',
    'M8 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
    'M4.8 16c.6-2.3 5.8-2.3 6.4 0',
    'M14 9.500h4M14 12.500h4',
    'M14 15.500h2.5',
  ],
  counter: [
    'M2.5 14h19v6h-19z',
    'M5.5 14v-3.500h13V14',
    'M12 8.500a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.600z',
  ],
  telephone: [
    'M5.500 3h3.200l1.700 4.700-2.100 1.600a12 12 0 0 0 6.400 6.400l1.600-2.100 4.700 1.700v3.200a2.500 2.500 0 0 1-2.700 2.500A16.500 16.500 0 0 1 3 5.700 2.500 2.500 0 0 1 5.500 3z',
  ],
} as const

export function Drawing({ of }: { readonly of: keyof typeof drawings }) {
  return (
    <svg className="drawing" viewBox="0 0 24 24" aria-hidden="true">
      {drawings[of].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}

const marks = {
  pass: ['M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z', 'M7 12.4l3.4 3.4L17 9'],
  fail: ['M7.9 1.5h8.2l6.4 6.4v8.2l-6.4 6.4H7.9l-6.4-6.400V7.9z', 'M8.5 8.500l7 7M15.5 8.500l-7 7'],
  wait: ['M12 1 23 12 12 23 1 12z', 'M9.7 8.500v7M14.3 8.500v7'],
} as const
export type MarkName = keyof typeof marks

/** Verdicts differ in shape as well as in colour: a circle, an octagon, a diamond. */
export function Mark({ of }: { readonly of: MarkName }) {
  const [shape, sign] = marks[of]
  return (
    <svg className={`mark ${of}`} viewBox="0 0 24 24" aria-hidden="true">
      <path className="mark-shape" d={shape} />
      <path className="mark-sign" d={sign} />
    </svg>
  )
}
