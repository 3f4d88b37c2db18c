import type { ReactNode } from 'react'
import { helpPlaces } from '../../shared/journey-view.ts'
import { AccessRow } from './access-row.tsx'
import { BackIcon, HelpIcon, LeaveIcon } from './icons.tsx'
import type { ViewProps } from './screen-props.ts'

export interface DockProps extends ViewProps {
  /** What leads on in a middle that does not fit. */
  readonly readOn?: ReactNode
  /** The screen's own acts, above the rows that are the same everywhere. */
  readonly acts?: ReactNode
  readonly back?: boolean
  readonly leave?: boolean
}

/** What can be done, within reach: the screen's acts, then ways out, then language and access, always in the same place. */
export function Dock({ view, texts, act, readOn, acts, back = false, leave = false }: DockProps) {
  const mayAskForHelp = helpPlaces.some((place) => place === view.screen.name)
  return (
    <footer className="dock" aria-label={texts.dock.label}>
      {readOn}
      {acts ? <div className="acts">{acts}</div> : null}
      {back || leave || mayAskForHelp ? (
        <div className="ways-out">
          {back ? (
            <button
              type="button"
              className="way-out"
              aria-keyshortcuts="Escape"
              onClick={() => act({ type: 'back' })}
            >
              <BackIcon />
              {texts.dock.back}
            </button>
          ) : null}
          {leave ? (
            <button type="button" className="way-out" onClick={() => act({ type: 'cancel' })}>
              <LeaveIcon />
              {texts.dock.leave}
            </button>
          ) : null}
          {mayAskForHelp ? (
            <button
              type="button"
              className="way-out"
              aria-keyshortcuts="F1"
              onClick={() => act({ type: 'help' })}
            >
              <HelpIcon />
              {texts.visit.help}
            </button>
          ) : null}
        </div>
      ) : null}
      <AccessRow view={view} texts={texts} act={act} />
    </footer>
  )
}
