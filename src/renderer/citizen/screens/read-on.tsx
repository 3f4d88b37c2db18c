import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { DownIcon } from '../../ui/icons.tsx'

export interface ReadOnProps {
  /** What the text is, for screen readers. */
  readonly label: string
  readonly more: string
  readonly end: string
  readonly children: ReactNode
}

/** A long text that scrolls under the finger, and by a button for those who do not know that it does. */
export function ReadOn({ label, more, end, children }: ReadOnProps) {
  const text = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(false)
  const look = useCallback(() => {
    const { current } = text
    if (current) setAtEnd(current.scrollTop + current.clientHeight >= current.scrollHeight - 4)
  }, [])
  useEffect(look)
  const readOn = () => text.current?.scrollBy({ top: text.current.clientHeight * 0.85 })
  return (
    <>
      <div ref={text} className="notice-text" role="region" aria-label={label} tabIndex={0} onScroll={look}>
        {children}
      </div>
      <button type="button" className="read-on" disabled={atEnd} onClick={readOn}>
        {atEnd ? end : more}
        {atEnd ? null : <DownIcon />}
      </button>
    </>
  )
}
