import type { ReactNode } from 'react'
import type { EntryKey } from '../../shared/secure-entry.ts'

/** One key of a digit or a letter, in ASCII. */
export interface KeyProps {
  readonly octet: number
  readonly press: (key: EntryKey) => void
}

/**
 * Not a button: it takes no focus and has no name, for a screen reader would say it aloud in a hall. It acts when the
 * finger comes down, for an unsteady finger slides before it is lifted; a second finger or a palm does nothing.
 */
export function Key({ octet, press }: KeyProps) {
  return (
    <span
      className="key"
      onPointerDown={({ isPrimary, button }) => {
        if (isPrimary && button === 0) press({ type: 'key', octet })
      }}
    >
      {String.fromCodePoint(octet)}
    </span>
  )
}

/** A key that reveals nothing, and so has a name and takes the focus. */
export function EditKey({
  onPress,
  children,
}: {
  readonly onPress: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="key edit" onClick={onPress}>
      {children}
    </button>
  )
}
