import type { ReactNode } from 'react'

export interface ButtonProps {
  readonly onPress: () => void
  readonly children: ReactNode
  /** The main act of a screen; a screen has one at most. */
  readonly main?: boolean
  /** Whether it does anything yet. */
  readonly isReady?: boolean
  readonly className?: string
  /** The key that presses it from anywhere on the screen. */
  readonly shortcut?: string
}

/** A large button. */
export function Button({
  onPress,
  children,
  main = false,
  isReady = true,
  className = '',
  shortcut,
}: ButtonProps) {
  const classes = ['button', main ? 'main' : '', className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      className={classes}
      disabled={!isReady}
      aria-keyshortcuts={shortcut}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
