import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type UndoReason, undoReasons } from '../../../shared/counter/admission.ts'
import type { Found } from '../../../shared/counter/counter-view.ts'
import type { CounterScreenProps } from '../counter-props.ts'
import { KeyButton } from '../key-button.tsx'
import { Lines } from './side.tsx'

/** What was kept of one ticket, and the way to take its admission back. */
export function FoundPanel({
  found,
  view,
  texts,
  act,
}: CounterScreenProps<'desk'> & { readonly found: Found }) {
  const words = texts.found
  /** None to begin with: nothing is taken back by a key that was pressed once too often. */
  const [reason, setReason] = useState<UndoReason | null>(null)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>(found.undoable === null ? 'h2' : 'input')?.focus()
  }, [found.undoable])
  const undo = (event: FormEvent) => {
    event.preventDefault()
    if (found.undoable !== null && reason !== null) act({ type: 'undo', seq: found.undoable, reason })
  }
  return (
    <section ref={panel} className="found" role="dialog" aria-labelledby="found-title">
      <h2 id="found-title" tabIndex={-1}>
        {words.title} <b>{found.ticket}</b>
      </h2>
      {found.whom ? (
        <p>
          {view.kind === 'exam' ? texts.seat : texts.room} <b>{found.whom.place}</b> {found.whom.text}
        </p>
      ) : (
        <p className="quiet">{words.notListed}</p>
      )}
      {found.lines.length === 0 ? (
        <p className="quiet">{words.nothing}</p>
      ) : (
        <Lines lines={found.lines} texts={texts} />
      )}
      {found.undone ? (
        <p className="found-says" role="status" data-undone={found.undone}>
          {found.undone === 'done' ? words.undone : words[found.undone]}
        </p>
      ) : null}
      {found.undoable === null ? null : (
        <form className="undo" onSubmit={undo}>
          <fieldset className="choice">
            <legend>{words.reason}</legend>
            <div className="choice-list">
              {undoReasons.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="reason"
                    checked={reason === one}
                    onChange={() => setReason(one)}
                  />
                  {words.reasons[one]}
                </label>
              ))}
            </div>
          </fieldset>
          <button type="submit" className="key-button strong" disabled={reason === null}>
            <kbd aria-hidden="true">Enter</kbd>
            {words.undo}
          </button>
        </form>
      )}
      <KeyButton name="Esc" label={texts.closePanel} onPress={() => act({ type: 'close-search' })} />
    </section>
  )
}
