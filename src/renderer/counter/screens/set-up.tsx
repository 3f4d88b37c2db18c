import { type FormEvent, useState } from 'react'
import { noticeVersionSchema } from '../../../shared/service-config.ts'
import type { ListFault, NoticePlace } from '../../../shared/counter/counter-view.ts'
import type { CounterTexts } from '../../locales/counter.ts'
import type { CounterScreenProps } from '../counter-props.ts'
import { momentText } from '../time-text.ts'

/** Which session, under which notice, and where that stands. */
export function SetUp({ screen, view, texts, act, now }: CounterScreenProps<'set-up'>) {
  const { setUp } = texts
  const [session, setSession] = useState<number | null>(null)
  const [notice, setNotice] = useState(screen.notices.at(-1) ?? '')
  const [place, setPlace] = useState<NoticePlace>(screen.places[0] ?? 'print')
  if (screen.isReading) {
    return (
      <main className="counter-middle">
        <h1>{setUp.reading}</h1>
      </main>
    )
  }
  if (screen.listFault) return <Faults fault={screen.listFault} texts={texts} />
  const chosen = session ?? nearest(screen.sessions, now)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act({ type: 'begin-session', session: chosen, notice: noticeVersionSchema.parse(notice), place })
  }
  return (
    <main className="counter-middle">
      <form className="set-up" onSubmit={submit}>
        <h1>{setUp.title}</h1>
        {screen.settled.length > 0 ? (
          <div className="settled" role="status">
            <p>{setUp.settled}</p>
            <ul>
              {screen.settled.map(({ ticket, outcome }) => (
                <li key={ticket}>
                  <b>{ticket}</b> {setUp.outcomes[outcome]}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <fieldset className="choice">
          <legend>{setUp.session}</legend>
          <div className="choice-list">
            {screen.sessions.map(({ name, rooms, starts }, index) => (
              <label key={name}>
                <input
                  type="radio"
                  name="session"
                  autoFocus={chosen === index}
                  checked={chosen === index}
                  onChange={() => setSession(index)}
                />
                <b>{name}</b>
                {starts === null ? null : <span>{setUp.starts(momentText(view.language, starts))}</span>}
                {rooms ? <span>{setUp.rooms(rooms.join(' · '))}</span> : null}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="choice">
          <legend>{setUp.notice}</legend>
          <div className="choice-row">
            {screen.notices.map((version) => (
              <label key={version}>
                <input
                  type="radio"
                  name="notice"
                  checked={notice === version}
                  onChange={() => setNotice(version)}
                />
                {version}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="choice">
          <legend>{setUp.place}</legend>
          <div className="choice-row">
            {screen.places.map((one) => (
              <label key={one}>
                <input type="radio" name="place" checked={place === one} onChange={() => setPlace(one)} />
                {setUp.places[one]}
              </label>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="main">
          <kbd aria-hidden="true">Enter</kbd>
          {setUp.begin}
        </button>
      </form>
    </main>
  )
}

/** The session that is most likely meant: the one whose beginning is nearest. */
function nearest(sessions: readonly { readonly starts: number | null }[], now: number): number {
  const distances = sessions.map(({ starts }) => Math.abs((starts ?? now) - now))
  return Math.max(0, distances.indexOf(Math.min(...distances)))
}

/** What is wrong with the list, line by line: nothing of it is used. */
function Faults({ fault, texts }: { readonly fault: ListFault; readonly texts: CounterTexts }) {
  const { setUp } = texts
  return (
    <main className="counter-middle">
      <div className="set-up" role="alert">
        <h1>{setUp.fault}</h1>
        {fault.fault === 'lines' ? (
          <ul className="bad-lines">
            {fault.lines.map(({ line, column, field, reason }) => (
              <li key={`${line} ${field ?? ''} ${column ?? ''} ${reason}`}>
                <b>{setUp.line(line)}</b>
                <span>{column ? setUp.columns[column] : ''}</span>
                <span>{setUp.lineFaults[reason]}</span>
              </li>
            ))}
            {fault.further > 0 ? <li>{setUp.further(fault.further)}</li> : null}
          </ul>
        ) : (
          <p>{setUp.fileFaults[fault.fault]}</p>
        )}
      </div>
    </main>
  )
}
