import type { ReactNode } from 'react'
import { Dock, type DockProps } from './dock.tsx'
import { TopBand } from './top-band.tsx'

export interface FrameProps extends DockProps {
  /** Class names of the middle band. */
  readonly middle?: string
  /** An end of the journey changes the whole screen. */
  readonly tone?: 'pass' | 'fail' | 'unavailable'
  /** Another view covers the lower part of this one, the dock with it. */
  readonly beside?: 'typing'
  readonly children: ReactNode
}

/** The three bands every screen has. */
export function Frame({ middle = '', tone, beside, children, ...dock }: FrameProps) {
  const kind = [tone ? `verdict tone-${tone}` : '', beside ?? ''].filter(Boolean)
  return (
    <div className={['frame', ...kind].join(' ')}>
      <TopBand view={dock.view} texts={dock.texts} now={dock.now} act={dock.act} />
      <main className={`middle ${middle}`.trim()}>{children}</main>
      {beside ? null : <Dock {...dock} />}
    </div>
  )
}
