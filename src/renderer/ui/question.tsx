import { type ReactNode, useEffect, useRef } from 'react'

/** A screen's heading. It takes the focus when its screen comes, so that a screen reader begins there. */
export function Title({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

/** The one question of a screen, and one line of help. */
export function Question({
  above,
  title,
  help,
  children,
}: {
  /** What is asked about. */
  readonly above?: string
  readonly title: string
  readonly help?: string
  readonly children?: ReactNode
}) {
  return (
    <div className="question">
      {above === undefined ? null : <p className="above">{above}</p>}
      <Title>{title}</Title>
      {help === undefined ? null : <p>{help}</p>}
      {children}
    </div>
  )
}
