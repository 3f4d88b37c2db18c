import type { Access } from '../../shared/access.ts'
import { type EntryField, fieldRules, fieldsOf } from '../../shared/entry-form.ts'
import type { Language } from '../../shared/journey-view.ts'
import type { EntryKey, EntryState } from '../../shared/secure-entry.ts'
import { textsOf } from '../locales/texts.ts'
import { accessClasses } from '../ui/access-classes.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { AttentionIcon } from '../ui/icons.tsx'
import { drawnAccent, useAccent } from '../ui/own-colour.ts'
import { Title } from '../ui/question.tsx'
import { Field } from './field.tsx'
import { DigitPad } from './digit-pad.tsx'
import { enteredText } from './entered-text.ts'
import { LetterPad } from './letter-pad.tsx'
import { WhereItStands } from './where-it-stands.tsx'

export interface EntryAppProps {
  readonly state: EntryState
  readonly language: Language
  readonly access: Access
  /** The hall's own colour; null where it has none. */
  readonly accent: string | null
  /** In so many seconds the visit ends unless somebody is there; null while it does not. */
  readonly secondsLeft: number | null
  /** The digits in ASCII, in the order in which their keys stand. */
  readonly digits: readonly number[]
  readonly press: (key: EntryKey) => void
  readonly leave: () => void
}

/**
 * The secure-entry view as a pure function of what the device host tells of it. No character that is typed is ever in
 * here: counts alone are, and so they alone can be drawn, read aloud or left behind.
 */
export function EntryApp(props: EntryAppProps) {
  const { state, language, access, accent, secondsLeft, digits, press, leave } = props
  const { secureEntry: texts, visit } = textsOf(language)
  const root = useAccent<HTMLElement>(drawnAccent(accent, access))
  const { form, counts, at, complete, wrong } = state
  const fields = fieldsOf[form]
  const present: EntryField = fields[at] ?? fields[0] ?? 'dynamic-code'
  const onward = nextField(fields, counts, at)
  const Pad = fieldRules[present].letters ? LetterPad : DigitPad
  const { title, help, wrong: wrongText } = texts.fields[present]
  const isWrong = wrong === at
  return (
    <main
      ref={root}
      className={['entry', 'settling', form, ...accessClasses(access)].join(' ')}
      lang={language}
    >
      <div className="entry-question">
        <Title>{title}</Title>
        {/* In the place of the help: what a finger is about to touch must not move away. */}
        {secondsLeft === null ? (
          <EntryHelp help={isWrong ? wrongText : help} isWrong={isWrong} />
        ) : (
          <p className="entry-wrong" role="alert">
            <AttentionIcon />
            {visit.warning.typing}
            <Countdown seconds={secondsLeft} />
            <span aria-hidden="true">{visit.warning.seconds}</span>
          </p>
        )}
      </div>
      {form === 'document-key' ? <WhereItStands present={present} texts={texts} /> : null}
      <div className="entry-fields">
        {fields.map((field, index) => (
          <Field
            key={field}
            field={field}
            count={counts[index] ?? 0}
            isPresent={index === at}
            isWrong={index === wrong}
            texts={texts}
            {...(fields.length > 1 ? { onChoose: () => press({ type: 'field', at: index }) } : {})}
          />
        ))}
      </div>
      <Pad digits={digits} press={press} texts={texts} />
      <div className="entry-acts">
        <Button shortcut="Escape" onPress={leave}>
          {texts.leave}
        </Button>
        {complete || fields.length === 1 ? (
          <Button main isReady={complete} onPress={() => press({ type: 'submit' })}>
            {texts.confirm}
          </Button>
        ) : (
          <Button
            main
            isReady={onward !== null}
            onPress={() => {
              if (onward !== null) press({ type: 'field', at: onward })
            }}
          >
            {texts.next}
          </Button>
        )}
      </div>
      <p className="announcement" role="status">
        {isWrong ? wrongText : enteredText(texts, present, counts[at] ?? 0)}
      </p>
    </main>
  )
}

function EntryHelp({ help, isWrong }: { readonly help: string; readonly isWrong: boolean }) {
  if (!isWrong) return <p>{help}</p>
  return (
    <p className="entry-wrong">
      <AttentionIcon />
      {help}
    </p>
  )
}

/** The next field, going round, that still wants characters; null while the present one does, or when none does. */
function nextField(fields: readonly EntryField[], counts: readonly number[], at: number): number | null {
  const wants = (index: number) => {
    const field = fields[index]
    return field !== undefined && (counts[index] ?? 0) < fieldRules[field].least
  }
  if (wants(at)) return null
  const round = fields.map((_, step) => (at + step) % fields.length)
  return round.find(wants) ?? null
}
