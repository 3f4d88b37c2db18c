import type { ReactElement } from 'react'
import type { CounterAction } from '../../shared/counter/counter-ipc.ts'
import type { CounterView } from '../../shared/counter/counter-view.ts'
import { counterTextsOf } from '../locales/counter.ts'
import { languageNames, textsOf } from '../locales/texts.ts'
import type { CounterProps, CounterScreenProps } from './counter-props.ts'
import { KeyButton } from './key-button.tsx'
import { Desk } from './screens/desk.tsx'
import { Locked } from './screens/locked.tsx'
import { SetUp } from './screens/set-up.tsx'
import { clockText } from './time-text.ts'

export interface CounterAppProps {
  readonly view: CounterView
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  readonly act: (action: CounterAction) => void
}

/** The counter's screen as a function of the view, and of what is being typed. */
export function CounterApp({ view, now, act }: CounterAppProps) {
  const texts = counterTextsOf(view.language)
  const props: CounterProps = { view, texts, now, act }
  return (
    <div className="counter" lang={view.language}>
      <header className="counter-top">
        {view.test ? <p className="test-banner">{textsOf(view.language).testBanner}</p> : null}
        <div className="counter-place">
          <p className="hall">{view.hall}</p>
          <p>{view.kind === 'exam' ? texts.gate(view.gate) : texts.desk(view.gate)}</p>
          {view.screen.name === 'desk' ? (
            <>
              <p>{texts.session(view.screen.session.name)}</p>
              <p>{texts.noticeVersion(view.screen.notice)}</p>
            </>
          ) : null}
          <time dateTime={new Date(now).toISOString()}>{clockText(now)}</time>
        </div>
      </header>
      {screenOf(props)}
      <KeyBar {...props} />
    </div>
  )
}

function screenOf(props: CounterProps): ReactElement {
  const { screen } = props.view
  switch (screen.name) {
    case 'locked':
      return <Locked {...props} screen={screen} />
    case 'set-up':
      return <SetUp {...props} screen={screen} />
    case 'desk':
      return <Desk {...props} screen={screen} />
  }
}

/** What the keys do, always in the same place; locking among it from the first log-in on. */
function KeyBar(props: CounterProps) {
  const { view, texts, act } = props
  const { screen, language, languages } = view
  const next = languages[(languages.indexOf(language) + 1) % languages.length]
  return (
    <footer className="counter-keys" aria-label={texts.keys}>
      {screen.name === 'desk' ? <ExportKey {...props} screen={screen} /> : null}
      {screen.name === 'desk' ? (
        <KeyButton name="F4" label={texts.endSession} onPress={() => act({ type: 'end-session' })} />
      ) : null}
      {next && next !== language ? (
        <KeyButton
          name="F9"
          label={languageNames[next]}
          description={texts.language}
          lang={next}
          onPress={() => act({ type: 'set-language', language: next })}
        />
      ) : null}
      {screen.name === 'locked' ? null : (
        <KeyButton name="F10" label={texts.lock} isStrong onPress={() => act({ type: 'lock' })} />
      )}
    </footer>
  )
}

/** The session's admissions as a file; where a folder is configured for them. */
function ExportKey({ screen, texts, act }: CounterScreenProps<'desk'>) {
  const { exports } = screen
  const words = texts.exports
  if (exports.state === 'not-configured') return null
  return (
    <>
      <p className="key-says" data-export={exports.state} role="status">
        {exports.state === 'written' ? words.written(exports.name) : null}
        {exports.state === 'not-written' ? words['not-written'] : null}
      </p>
      <KeyButton name="F8" label={words.button} onPress={() => act({ type: 'export' })} />
    </>
  )
}
