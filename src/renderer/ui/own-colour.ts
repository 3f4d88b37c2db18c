import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Access } from '../../shared/access.ts'
import { accentTones } from '../../shared/accent.ts'

/**
 * A hall's own colour as far as it is drawn: not where somebody asked for high contrast, whose colours are nobody's.
 * @param accent null where the hall has none
 */
export function drawnAccent(accent: string | null, { highContrast }: Access): string | null {
  return highContrast ? null : accent
}

/**
 * Has an element and all that is in it drawn in a hall's own colour, or in ours again. By script, for the page's policy
 * takes no style from the markup.
 */
export function useAccent<Kind extends HTMLElement>(accent: string | null): RefObject<Kind | null> {
  const element = useRef<Kind>(null)
  useLayoutEffect(() => {
    const { current } = element
    if (!current || accent === null) return undefined
    const { act, pressed, soft } = accentTones(accent)
    const properties = { '--act': act, '--act-pressed': pressed, '--act-soft': soft }
    for (const [name, colour] of Object.entries(properties)) current.style.setProperty(name, colour)
    return () => {
      for (const name of Object.keys(properties)) current.style.removeProperty(name)
    }
  }, [accent])
  return element
}
