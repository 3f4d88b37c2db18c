import type { EntryForm } from '../../src/shared/secure-entry.ts'
import type { KeypadListener } from '../keypad/keypad.ts'
import { type EntryEditor, entryEditor } from './entry-editor.ts'
import type { EntryPort } from './entry-port.ts'

/** One form that a citizen fills in, on the glass, on a keypad, or on both. */
export interface Entry {
  readonly keypad: Omit<KeypadListener, 'onGone'>
  /** Zeroes what was typed, and lets go of the view. */
  end(): void
}

/**
 * @param onSubmit see `EntryListener`
 * @param onLeft the view was closed from its own end
 */
export function openEntry(
  form: EntryForm,
  port: EntryPort,
  onSubmit: (fields: readonly Uint8Array[]) => number | null,
  onLeft: () => void,
): Entry {
  const editor: EntryEditor = entryEditor(form, {
    onState: (state) => {
      port.post(state)
    },
    onSubmit,
  })
  port.onKey((key) => {
    editor.take(key)
  })
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    editor.forget()
    port.close()
  }
  port.onClose(() => {
    if (ended) return
    end()
    onLeft()
  })
  return {
    keypad: {
      onDigit: (octet) => {
        editor.take({ type: 'key', octet })
      },
      onEnter: () => {
        editor.take({ type: 'submit' })
      },
      onBackspace: () => {
        editor.take({ type: 'erase' })
      },
    },
    end,
  }
}
