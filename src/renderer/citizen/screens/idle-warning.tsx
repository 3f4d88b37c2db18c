import { useEffect, useId, useRef } from 'react'
import type { Warning } from '../../../shared/journey-view.ts'
import { Button } from '../../ui/button.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import type { ViewProps } from '../../ui/screen-props.ts'

/** Before the visit ends by itself: are you still there? Stands over the screen, which stays as it is beneath. */
export function IdleWarning({ warning, texts, act }: ViewProps & { readonly warning: Warning }) {
  const { title, text, lastTitle, last, seconds, stay, leave } = texts.visit.warning
  const ids = { title: useId(), text: useId() }
  const acts = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    acts.current?.querySelector<HTMLElement>('.main')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div className="overlay settling">
      <div
        className="sheet"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={ids.title}
        aria-describedby={ids.text}
      >
        <div className="sheet-words">
          <h2 id={ids.title}>{warning.canStay ? title : lastTitle}</h2>
          <p id={ids.text}>{warning.canStay ? text : last}</p>
        </div>
        <p className="sheet-time">
          <Countdown seconds={warning.seconds} />
          <span aria-hidden="true">{seconds}</span>
        </p>
        <div className="acts" ref={acts}>
          <Button main={!warning.canStay} onPress={() => act({ type: 'cancel' })}>
            {leave}
          </Button>
          {warning.canStay ? (
            <Button main onPress={() => act({ type: 'stay' })}>
              {stay}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}
