import type { ReactNode } from 'react'

export interface ButtonProps {
  readonly onPress: () => void
  readonly children: ReactNode
  /** The main act of a screen; a screen has one at most. */
  readonly main?: boolean
  readonly className?: string
}

/** A large button. */
export function Button({ onPress, children, main = false, className = '' }: ButtonProps) {
  const classes = ['button', main ? 'main' : '', className].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} onClick={onPress}>
      {children}
    </button>
  )
}
