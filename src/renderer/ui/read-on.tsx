import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { DownIcon } from './icons.tsx'

/** How much of a text stands on the screen: all of it, or a part with more below it, or its last part. */
export type Shown = 'whole' | 'part' | 'end'

export interface ReadOn {
  readonly shown: Shown
  /** To be asked whenever the text was scrolled. */
  readonly look: () => void
  readonly button: RefObject<HTMLButtonElement | null>
  readonly readOn: () => void
}

/** Watches how much of a text in a box shows, and scrolls it nearly a box further. */
export function useReadOn(box: RefObject<HTMLElement | null>): ReadOn {
  const button = useRef<HTMLButtonElement>(null)
  const [shown, setShown] = useState<Shown>('whole')
  const look = useCallback(() => {
    const { current } = box
    if (!current) return
    const { scrollTop, clientHeight, scrollHeight } = current
    // The button takes its height from the box: without it, what is only just too long would be whole again.
    const free = clientHeight + (button.current?.offsetHeight ?? 0)
    const below = scrollHeight - scrollTop - clientHeight
    setShown(scrollHeight <= free + slack ? 'whole' : below > slack ? 'part' : 'end')
  }, [box])
  // Before it is painted: a screen with the button is not painted without it first.
  useLayoutEffect(look)
  const readOn = () => box.current?.scrollBy({ top: box.current.clientHeight * 0.85 })
  return { shown, look, button, readOn }
}

/** Pixels that are no text. */
const slack = 4

/** For those who do not know that a text scrolls under the finger. At the end it does nothing, but keeps the focus. */
export function ReadOnButton({
  watched: { shown, button, readOn },
  more,
  end,
}: {
  readonly watched: ReadOn
  readonly more: string
  readonly end: string
}) {
  const isPart = shown === 'part'
  return (
    <button ref={button} type="button" className="read-on" aria-disabled={!isPart} onClick={readOn}>
      {isPart ? more : end}
      {isPart ? <DownIcon /> : null}
    </button>
  )
}
