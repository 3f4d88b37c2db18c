import type { ReactNode } from 'react'
import { OnwardIcon } from './icons.tsx'

export interface RowProps {
  readonly picture: ReactNode
  readonly title: string
  /** Language of the title where it may differ from the screen's. */
  readonly titleLanguage?: string
  readonly note: string
  readonly onPress: () => void
}

/** One of several equal choices, the whole width of the screen. */
export function Row({ picture, title, titleLanguage, note, onPress }: RowProps) {
  return (
    <li>
      <button type="button" className="row" onClick={onPress}>
        <span className="row-picture">{picture}</span>
        <span className="row-words">
          <span className="row-title" lang={titleLanguage}>
            {title}
          </span>
          <span className="row-note">{note}</span>
        </span>
        <span className="row-onward">
          <OnwardIcon />
        </span>
      </button>
    </li>
  )
}

/** Equal choices, one under the other; more than four stand closer. */
export function Rows({ children, count }: { readonly children: ReactNode; readonly count: number }) {
  return <ul className={count > 4 ? 'rows many' : 'rows'}>{children}</ul>
}
