/** What of a key event says what it is for. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>

/**
 * What a key is for: to go to the next or the previous thing that can be pressed, to press it, to press what has this
 * key as its own, or to scroll. Everything else does nothing, typed letters and digits least of all.
 */
export type KeyMeaning =
  | { readonly does: 'move'; readonly by: 1 | -1 }
  | { readonly does: 'press' | 'scroll' | 'nothing' }
  | { readonly does: 'shortcut'; readonly key: string }

const moves: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowDown', 1],
  ['ArrowRight', 1],
  ['ArrowUp', -1],
  ['ArrowLeft', -1],
])
const presses = new Set(['Enter', ' '])
const scrolls = new Set(['PageUp', 'PageDown', 'Home', 'End'])
/** Back, help, and the four modes; each stands on its button as `aria-keyshortcuts`. */
const shortcuts = new Set(['Escape', 'F1', 'F2', 'F3', 'F4', 'F5'])

/** A key that is held down is one press: a hand that cannot let go in time goes no further than it meant to. */
export function meaningOf({ key, repeat, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): KeyMeaning {
  if (repeat || ctrlKey || altKey || metaKey) return { does: 'nothing' }
  if (key === 'Tab') return { does: 'move', by: shiftKey ? -1 : 1 }
  const by = moves.get(key)
  if (by) return { does: 'move', by }
  if (presses.has(key)) return { does: 'press' }
  if (scrolls.has(key)) return { does: 'scroll' }
  return shortcuts.has(key) ? { does: 'shortcut', key } : { does: 'nothing' }
}

/**
 * Makes everything that can be touched work by keys, and by the two switches that stand for Tab and Enter or Space: one
 * goes on, round and round, the other presses. Nothing is done that the screen has no button for.
 */
export function operateByKeys(page: Window): void {
  // A button that is pressed for the last time, as at the end of pages, loses the focus, and whoever pressed it goes on there.
  let last: Element | null = null
  page.document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) last = target
  })
  page.addEventListener(
    'keydown',
    (event) => {
      const { document } = page
      const meaning = meaningOf(event)
      switch (meaning.does) {
        case 'nothing':
          event.preventDefault()
          return
        case 'scroll':
          return
        case 'move':
          if (event.key !== 'Tab' && canScroll(document.activeElement, event.key)) return
          event.preventDefault()
          neighbour(document, meaning.by, last)?.focus()
          return
        case 'press':
          if (isSettling(document)) event.preventDefault()
          return
        case 'shortcut':
          event.preventDefault()
          if (!isSettling(document)) ownerOf(document, meaning.key)?.click()
      }
    },
    { capture: true },
  )
}

/** A new screen takes no press for a moment, as it takes no touch: see `--settle`. */
function isSettling(document: Document): boolean {
  return [...document.querySelectorAll('.settling')].some((element) => element.getAnimations().length > 0)
}

/** What can be pressed now, or scrolled, in the order of the page. */
function stops(document: Document): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('button:enabled, [tabindex="0"]')].filter(
    (element) => element.checkVisibility() && !element.closest('[inert]'),
  )
}

function ownerOf(document: Document, key: string): HTMLElement | undefined {
  return stops(document).find((element) => element.getAttribute('aria-keyshortcuts') === key)
}

/**
 * The stop after or before where the focus is; at an end it goes round.
 * @param last where the focus was last, for when nothing has it
 */
function neighbour(document: Document, by: 1 | -1, last: Element | null): HTMLElement | undefined {
  const all = stops(document)
  const { activeElement, body } = document
  const from = activeElement === body && last?.isConnected ? last : activeElement
  const isBeyond = (element: HTMLElement) =>
    from !== null &&
    (from.compareDocumentPosition(element) &
      (by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING)) !==
      0
  return by === 1 ? (all.find(isBeyond) ?? all.at(0)) : (all.findLast(isBeyond) ?? all.at(-1))
}

/** Whether an arrow moves a text under the focus, and so is not to leave it yet. */
function canScroll(element: Element | null, key: string): boolean {
  if (!(element instanceof HTMLElement) || element.tabIndex !== 0 || element.matches('button')) return false
  const { scrollTop, clientHeight, scrollHeight } = element
  if (key === 'ArrowUp') return scrollTop > 0
  return key === 'ArrowDown' && scrollTop + clientHeight < scrollHeight - 1
}
