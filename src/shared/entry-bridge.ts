import type { Access } from './access.ts'
import type { Language } from './journey-view.ts'
import type { EntryKey, EntryState } from './secure-entry.ts'

/** What main tells the secure-entry view when it opens it. The rest it hears from the device host. */
export interface EntryManner {
  readonly language: Language
  readonly access: Access
  /** Whether the digits stand in a new order, so that where a finger taps does not tell what it types. */
  readonly shuffled: boolean
  /** The hall's own colour; null where it has none. */
  readonly accent: string | null
}

/** Channels between the secure-entry view and main. What is typed is on none of them. */
export const entryChannels = {
  /** main → view, once: how to draw, and with it the port to the device host. */
  open: 'secure-entry:open',
  /** main → view: in how many seconds the visit ends unless somebody is there; null once it does not. */
  warn: 'secure-entry:warn',
  /** view → main: the citizen leaves, or the device host let go; no answer. */
  leave: 'secure-entry:leave',
  /** view → main: somebody touched it; carries nothing, no answer. */
  activity: 'secure-entry:activity',
} as const

/** What the view's preload puts on `window.secureEntry`. */
export interface EntryBridge {
  /** Calls back with how to draw and the present state, and again with each later state. Returns the way to stop. */
  onState(callback: (manner: EntryManner, state: EntryState) => void): () => void
  /** Calls back with the seconds that are left unless somebody is there, and with null once it does not matter. */
  onWarning(callback: (seconds: number | null) => void): () => void
  /** Sends one key to the device host, and keeps nothing of it. */
  press(key: EntryKey): void
  leave(): void
  activity(): void
}
