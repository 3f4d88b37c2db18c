import { type ReactNode, useRef } from 'react'
import { ReadOnButton, useReadOn } from '../../ui/read-on.tsx'

export interface LongTextProps {
  /** What the text is, for screen readers. */
  readonly label: string
  readonly more: string
  readonly end: string
  readonly children: ReactNode
}

/** A long text that scrolls under the finger, and by a button. */
export function LongText({ label, more, end, children }: LongTextProps) {
  const text = useRef<HTMLDivElement>(null)
  const watched = useReadOn(text)
  return (
    <>
      <div
        ref={text}
        className="notice-text"
        role="region"
        aria-label={label}
        tabIndex={0}
        onScroll={watched.look}
      >
        {children}
      </div>
      <ReadOnButton watched={watched} more={more} end={end} />
    </>
  )
}
