import { dateText } from '../locales/date-text.ts'
import type { ViewProps } from './screen-props.ts'
import { Steps } from './steps.tsx'

/** Whose machine this is, what time it is, and whether its results count. Nothing to touch. */
export function TopBand({ view, texts, now }: ViewProps) {
  return (
    <header className="top">
      {view.test ? <p className="test-banner">{texts.testBanner}</p> : null}
      <div className="place">
        <p className="hall">
          {view.looks.mark === null ? null : (
            <span className="hall-mark" aria-hidden="true">
              {view.looks.mark}
            </span>
          )}
          {view.hall}
        </p>
        <time dateTime={now.toISOString()}>{dateText(view.language, now)}</time>
      </div>
      {view.step ? <Steps step={view.step} texts={texts} /> : null}
    </header>
  )
}
