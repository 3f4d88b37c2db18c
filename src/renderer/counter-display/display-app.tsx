import type { CounterDisplayAction } from '../../shared/counter/counter-ipc.ts'
import type { CounterDisplayScreen, CounterDisplayView } from '../../shared/counter/counter-view.ts'
import type { PresentHint } from '../../shared/journey-view.ts'
import { counterTextsOf, type CounterTexts } from '../locales/counter.ts'
import { languageNames, textsOf } from '../locales/texts.ts'
import { Emphasis } from '../ui/emphasis.tsx'
import { VerdictMark } from '../ui/verdict-mark.tsx'

export interface DisplayAppProps {
  readonly view: CounterDisplayView
  readonly act: (action: CounterDisplayAction) => void
}

/** What whoever stands at the counter reads: the notice, a question of their own, and how it came out. */
export function DisplayApp({ view, act }: DisplayAppProps) {
  const texts = counterTextsOf(view.language)
  return (
    <div className="counter-display" lang={view.language}>
      <header className="display-top">
        {view.test ? <p className="test-banner">{textsOf(view.language).testBanner}</p> : null}
        <div className="display-place">
          <p className="hall">{view.hall}</p>
          <div className="display-languages">
            {view.languages.map((language) => (
              <button
                key={language}
                type="button"
                lang={language}
                aria-pressed={language === view.language}
                onClick={() => act({ type: 'set-language', language })}
              >
                {languageNames[language]}
              </button>
            ))}
          </div>
        </div>
      </header>
      <Middle view={view} act={act} screen={view.screen} texts={texts} />
    </div>
  )
}

interface MiddleProps extends DisplayAppProps {
  readonly screen: CounterDisplayScreen
  readonly texts: CounterTexts
}

function Middle({ view, act, screen, texts }: MiddleProps) {
  const { display } = texts
  switch (screen.name) {
    case 'closed':
      return (
        <main className="display-middle">
          <h1>{display.closed}</h1>
        </main>
      )
    case 'notice':
      return (
        <main className="display-middle">
          <h1>{screen.isArmed ? presentWords(display, screen.hint) : display.waiting}</h1>
          <p>{display.app}</p>
          <div className="display-notice">
            <p>
              <Emphasis text={textsOf(view.language).promise} />
            </p>
            <p>{view.kind === 'exam' ? display.purposeExam : display.purposeHotel}</p>
            <p>{display.handler(view.handler, view.contact)}</p>
            <p>{view.kind === 'exam' ? display.keptExam : display.keptHotel}</p>
            <p>{display.voluntary}</p>
            {view.notice === null ? null : <p className="quiet">{texts.noticeVersion(view.notice)}</p>}
          </div>
        </main>
      )
    case 'consent':
      return (
        <main className="display-middle">
          <h1>{display.consentTitle}</h1>
          <p>{display.consentText}</p>
          <div className="display-answers">
            <button
              type="button"
              onClick={() => act({ type: 'consent', question: screen.question, given: false })}
            >
              {display.decline}
            </button>
            <button
              type="button"
              onClick={() => act({ type: 'consent', question: screen.question, given: true })}
            >
              {display.agree}
            </button>
          </div>
        </main>
      )
    case 'verifying':
      return (
        <main className="display-middle">
          <h1>{display.verifying}</h1>
        </main>
      )
    case 'result':
      return <Result result={screen.result} texts={texts} />
  }
}

function presentWords(display: CounterTexts['display'], hint: PresentHint): string {
  switch (hint) {
    case 'none':
      return display.welcome
    case 'reading':
      return display.reading
    case 'take-away-first':
      return display.takeAway
    case 'not-a-code':
    case 'shown-before':
    case 'read-again':
    case 'card-unusable':
    case 'not-a-document-key':
    case 'document-key-wrong':
    case 'lay-back':
    case 'document-unusable':
      return display.again
  }
}

const marks = {
  pass: { shape: 'circle', tone: 'pass', note: 'passNote' },
  fail: { shape: 'octagon', tone: 'fail', note: 'failNote' },
  unavailable: { shape: 'diamond', tone: 'unavailable', note: 'unavailableNote' },
  'ask-staff': { shape: 'diamond', tone: 'unavailable', note: null },
} as const

function Result({
  result,
  texts: { display },
}: {
  readonly result: keyof typeof marks
  readonly texts: CounterTexts
}) {
  const { shape, tone, note } = marks[result]
  return (
    <main className={`display-middle display-result tone-${tone}`} data-result={result}>
      <VerdictMark shape={shape} />
      <h1>{display[result]}</h1>
      {note === null ? null : <p>{display[note]}</p>}
    </main>
  )
}
