import type { ReactNode } from 'react'
import { languageNames } from '../locales/texts.ts'
import { BackIcon, LeaveIcon } from './icons.tsx'
import type { ViewProps } from './screen-props.ts'

export interface DockProps extends ViewProps {
  /** The screen's own acts, above the row that is the same everywhere. */
  readonly acts?: ReactNode
  readonly back?: boolean
  readonly leave?: boolean
}

/** What can be done, within reach: the screen's acts, then back, leave and the languages, always in the same place. */
export function Dock({ view, texts, act, acts, back = false, leave = false }: DockProps) {
  return (
    <footer className="dock" aria-label={texts.dock.label}>
      {acts ? <div className="acts">{acts}</div> : null}
      <div className="access">
        {back ? (
          <button type="button" className="access-button" onClick={() => act({ type: 'back' })}>
            <BackIcon />
            {texts.dock.back}
          </button>
        ) : null}
        {leave ? (
          <button type="button" className="access-button" onClick={() => act({ type: 'cancel' })}>
            <LeaveIcon />
            {texts.dock.leave}
          </button>
        ) : null}
        {view.languages.length > 1 ? (
          <div className="languages" role="group" aria-label={texts.dock.languages}>
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
        ) : null}
      </div>
    </footer>
  )
}
