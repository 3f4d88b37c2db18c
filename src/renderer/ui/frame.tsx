import { type ReactNode, useRef } from 'react'
import { Dock, type DockProps } from './dock.tsx'
import { ReadOnButton, useReadOn } from './read-on.tsx'
import { TopBand } from './top-band.tsx'

export interface FrameProps extends Omit<DockProps, 'readOn'> {
  /** Class names of the middle band. */
  readonly middle?: string
  /** An end of the journey changes the whole screen. */
  readonly tone?: 'pass' | 'fail' | 'unavailable'
  /** Another view covers the lower part of this one, the dock with it. */
  readonly beside?: 'typing'
  readonly children: ReactNode
}

/** The three bands every screen has. A middle that does not fit scrolls, by a button too. */
export function Frame({ middle = '', tone, beside, children, ...dock }: FrameProps) {
  const { more, end } = dock.texts.access
  const box = useRef<HTMLElement>(null)
  const watched = useReadOn(box)
  const scrolls = watched.shown !== 'whole' && beside === undefined
  const kind = [tone ? `verdict tone-${tone}` : '', beside ?? ''].filter(Boolean)
  return (
    <div className={['frame', ...kind].join(' ')}>
      <TopBand view={dock.view} texts={dock.texts} now={dock.now} act={dock.act} />
      <main
        ref={box}
        className={['middle', middle, scrolls ? 'scrolls' : ''].filter(Boolean).join(' ')}
        tabIndex={scrolls ? 0 : undefined}
        onScroll={watched.look}
      >
        {children}
      </main>
      {beside ? null : (
        <Dock {...dock} readOn={scrolls ? <ReadOnButton watched={watched} more={more} end={end} /> : null} />
      )}
    </div>
  )
}
