import { Screen } from '../parts/basics.tsx'
import { CheckItem } from '../parts/check-item.tsx'
import { useCitizensPhone } from '../parts/phone-context.ts'
import { useMoment, useTexts } from '../texts/texts.ts'

/** The citizen's own record: checks, and what happened to the credential. Nobody else reads it. */
export function RecordScreen() {
  const { record } = useTexts()
  const moment = useMoment()
  const { history, events } = useCitizensPhone().seen.phone
  return (
    <Screen title={record.title}>
      <p className="help">{record.onlyYou}</p>
      <h2>{record.checks}</h2>
      <ul className="rows">
        {history.length === 0 && <li className="none">{record.none}</li>}
        {history.map((check, index) => (
          // Several checks can be of one moment; the list only grows at its head.
          <CheckItem key={`${check.at}-${history.length - index}`} check={check} />
        ))}
      </ul>
      {events.length > 0 && (
        <>
          <h2>{record.events}</h2>
          <ul className="rows">
            {events.map(({ kind, at }, index) => (
              <li key={`${at}-${events.length - index}`} className="event">
                <span>{record.eventKinds[kind]}</span>
                <span className="note">{moment(at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  )
}
