/** The keys that press a button wherever the focus is; each stands on its button as `aria-keyshortcuts`. */
const shortcuts: ReadonlySet<string> = new Set(['Escape', 'F2', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10'])

/** What a key presses: nothing with another key held down, and once however long it is held. */
export function shortcutOf({
  key,
  repeat,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'>): string | null {
  if (repeat || ctrlKey || altKey || metaKey) return null
  return shortcuts.has(key) ? key : null
}

/** Presses buttons by their keys. Tab, Enter, Space and arrows do what they do on any page. @returns the way to stop */
export function pressByKeys(page: Window): () => void {
  const press = (event: KeyboardEvent): void => {
    if (/^F\d+$/.test(event.key)) event.preventDefault()
    const key = shortcutOf(event)
    if (key === null) return
    event.preventDefault()
    const owners = page.document.querySelectorAll<HTMLButtonElement>(
      `button[aria-keyshortcuts="${key}"]:enabled`,
    )
    // What was drawn last lies on top.
    ;[...owners].at(-1)?.click()
  }
  page.addEventListener('keydown', press, { capture: true })
  return () => page.removeEventListener('keydown', press, { capture: true })
}
