import type { ReactNode } from 'react'
import { Dock, type DockProps } from './dock.tsx'
import { TopBand } from './top-band.tsx'

export interface FrameProps extends DockProps {
  /** Class names of the middle band. */
  readonly middle?: string
  /** An end of the journey changes the whole screen. */
  readonly tone?: 'pass' | 'fail' | 'unavailable'
  readonly children: ReactNode
}

/** The three bands every screen has. */
export function Frame({ middle = '', tone, children, ...dock }: FrameProps) {
  return (
    <div className={tone ? `frame verdict tone-${tone}` : 'frame'}>
      <TopBand view={dock.view} texts={dock.texts} now={dock.now} act={dock.act} />
      <main className={`middle ${middle}`.trim()}>{children}</main>
      <Dock {...dock} />
    </div>
  )
}
