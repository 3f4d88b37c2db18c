import type { ReactNode } from 'react'

export interface ButtonProps {
  readonly onPress: () => void
  readonly children: ReactNode
  /** The main act of a screen; a screen has one at most. */
  readonly main?: boolean
  /** Whether it does anything yet. */
  readonly isReady?: boolean
  readonly className?: string
}

/** A large button. */
export function Button({ onPress, children, main = false, isReady = true, className = '' }: ButtonProps) {
  const classes = ['button', main ? 'main' : '', className].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} disabled={!isReady} onClick={onPress}>
      {children}
    </button>
  )
}
