import { Screen } from '../parts/basics.tsx'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts/texts.ts'

interface WelcomeScreenProps {
  /** Somebody was just deleted on this phone. */
  readonly deleted: boolean
  readonly apply: () => void
}

/** A phone without a network number: what one is, that nobody needs one, and how to get it. */
export function WelcomeScreen({ deleted, apply }: WelcomeScreenProps) {
  const texts = useTexts()
  const words = texts.apply
  return (
    <Screen title={texts.title}>
      {deleted && (
        <div className="done-note" role="status">
          <strong>{texts.delete.doneTitle}</strong>
          <p>{texts.delete.doneText}</p>
        </div>
      )}
      <section className="card welcome">
        <Icon name="shield" />
        <h2>{words.welcome}</h2>
        <p>{words.welcomeText}</p>
        <button type="button" className="main wide" onClick={apply}>
          {words.start}
        </button>
        <p className="note">{words.voluntary}</p>
      </section>
    </Screen>
  )
}
