import type { ReactNode } from 'react'

export interface EntryProps {
  readonly picture: ReactNode
  readonly title: string
  readonly note: string
  /** Language of its words where it is not the screen's. */
  readonly language?: string
  readonly onPress: () => void
}

/** Another way into the visit, for those whom the ordinary one does not suit. */
export function Entry({ picture, title, note, language, onPress }: EntryProps) {
  return (
    <button type="button" className="way-in" lang={language} onClick={onPress}>
      <span className="way-in-title">
        {picture}
        {title}
      </span>
      <span className="way-in-note">{note}</span>
    </button>
  )
}
