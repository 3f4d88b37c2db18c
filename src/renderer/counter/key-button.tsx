import type { Language } from '../../shared/journey-view.ts'

export interface KeyButtonProps {
  /** The key that presses it, as it stands on a keyboard. */
  readonly name: 'Esc' | 'F2' | 'F4' | 'F6' | 'F7' | 'F8' | 'F9' | 'F10'
  readonly label: string
  readonly description?: string
  readonly lang?: Language
  readonly isStrong?: boolean
  readonly onPress: () => void
}

/** A button with the key that presses it. */
export function KeyButton({ name, label, description, lang, isStrong = false, onPress }: KeyButtonProps) {
  return (
    <button
      type="button"
      className={isStrong ? 'key-button strong' : 'key-button'}
      aria-keyshortcuts={name === 'Esc' ? 'Escape' : name}
      aria-description={description}
      onClick={onPress}
    >
      <kbd aria-hidden="true">{name}</kbd>
      <span lang={lang}>{label}</span>
    </button>
  )
}
