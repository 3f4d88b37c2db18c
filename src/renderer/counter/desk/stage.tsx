import type { Awaited, CounterResult, DeskStep } from '../../../shared/counter/counter-view.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import type { CounterScreenProps } from '../counter-props.ts'
import { KeyButton } from '../key-button.tsx'
import { resultWords, type Tone, toneOf } from './result-words.ts'

const shapes = { pass: 'circle', fail: 'octagon', unavailable: 'diamond' } as const satisfies Record<
  Tone,
  string
>

/** The last result, as long as it stands; else what is to be done now. */
export function Stage(props: CounterScreenProps<'desk'>) {
  const { result, step } = props.screen
  const { texts } = props
  const hint = step.name === 'present' && step.hint !== 'none' && step.hint !== 'reading' ? step.hint : null
  return (
    <section className="stage-of-desk" aria-live="polite">
      {result ? <Result {...props} result={result} /> : <Step {...props} step={step} />}
      {hint ? <p className="stage-hint">{texts.hints[hint]}</p> : null}
    </section>
  )
}

function Person({ view, texts, whom }: CounterScreenProps<'desk'> & { readonly whom: Awaited | null }) {
  if (!whom) return null
  return (
    <div className="person">
      <p className="person-number">{whom.ticket}</p>
      {whom.place === null ? null : (
        <p>
          {view.kind === 'exam' ? texts.seat : texts.room} <b>{whom.place}</b>
        </p>
      )}
      {whom.text === null ? null : <p>{whom.text}</p>}
    </div>
  )
}

function Result({ result, ...props }: CounterScreenProps<'desk'> & { readonly result: CounterResult }) {
  const { view, texts, screen } = props
  const { title, note } = resultWords(texts, result, view.kind, view.language)
  const { step } = texts
  return (
    <div className="result" data-result={result.kind}>
      <VerdictMark shape={shapes[toneOf(result)]} />
      <h1>{title}</h1>
      {'whom' in result ? <Person {...props} whom={result.whom} /> : null}
      {note === '' ? null : <p className="result-note">{note}</p>}
      {screen.step.name === 'number' ? <p className="result-next">{step.nextExam}</p> : null}
      {screen.step.name === 'present' ? <p className="result-next">{step.nextHotel}</p> : null}
      {screen.step.name === 'broken' ? <p className="result-next">{step.brokenHelp}</p> : null}
    </div>
  )
}

function Step({ step, ...props }: CounterScreenProps<'desk'> & { readonly step: DeskStep }) {
  const { texts, act, screen } = props
  const words = texts.step
  switch (step.name) {
    case 'number':
      return <h1>{words.number}</h1>
    case 'looking-up':
      return <h1>{words.lookingUp}</h1>
    case 'consent':
      return (
        <div className="ask">
          <Person {...props} whom={step.whom} />
          <h1>{words.consent}</h1>
          <p>{texts.consent.text}</p>
          <p className="quiet">{texts.consent[screen.place]}</p>
          <div className="ask-answers">
            {screen.place === 'print' ? (
              <KeyButton
                name="F6"
                label={texts.consent.agree}
                onPress={() => act({ type: 'consent', given: true })}
              />
            ) : null}
            <KeyButton
              name="F7"
              label={texts.consent.decline}
              onPress={() => act({ type: 'consent', given: false })}
            />
          </div>
        </div>
      )
    case 'present':
      return (
        <>
          <Person {...props} whom={step.whom} />
          <h1>{step.hint === 'reading' ? words.reading : words.present}</h1>
          <p className="quiet" data-reader={step.reader}>
            {step.reader === 'ready' ? words.presentHelp : words[step.reader]}
          </p>
        </>
      )
    case 'verifying':
      return (
        <>
          <Person {...props} whom={step.whom} />
          <h1>{words.verifying}</h1>
        </>
      )
    case 'broken':
      return (
        <>
          <h1>{words.broken}</h1>
          <p className="quiet">{words.brokenHelp}</p>
        </>
      )
    case 'stopped':
      return (
        <>
          <h1>{words.stopped}</h1>
          <p className="quiet">{words.stoppedHelp}</p>
        </>
      )
  }
}
