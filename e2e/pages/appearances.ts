/** How a screen can look: its language, and what a citizen switched on that can be seen. */
import { type Access, plainAccess } from '../../src/shared/access.ts'
import { type Language, languages } from '../../src/shared/journey-view.ts'

export interface Appearance {
  readonly language: Language
  readonly access: Access
}

/** What can be seen of what is switched on, by the names of its style sheets. */
const seen = { large: 'largeText', contrast: 'highContrast', low: 'lowReach' } as const

/** Such as `plain`, or `large-low`. */
export function modeName(access: Access): string {
  const on = Object.entries(seen).flatMap(([name, mode]) => (access[mode] ? [name] : []))
  return on.join('-') || 'plain'
}

const both = [false, true]

/** Every language with everything on or off that can be seen. */
export const everyAppearance: readonly Appearance[] = languages.flatMap((language) =>
  both.flatMap((highContrast) =>
    both.flatMap((lowReach) =>
      both.map((largeText) => ({
        language,
        access: { ...plainAccess, largeText, highContrast, lowReach },
      })),
    ),
  ),
)

function appearance(language: Language, ...on: readonly (keyof typeof seen)[]): Appearance {
  const switched = on.map((name) => [seen[name], true])
  return { language, access: { ...plainAccess, ...Object.fromEntries(switched) } }
}

/** Of those six, in which each language meets each mode on and off, and each mode each other one. */
export const pairedAppearances: readonly Appearance[] = [
  appearance('zh-CN'),
  appearance('zh-CN', 'large', 'contrast', 'low'),
  appearance('zh-Hant', 'contrast', 'low'),
  appearance('zh-Hant', 'large'),
  appearance('en', 'large', 'low'),
  appearance('en', 'contrast'),
]

/** Contrast that words have at least: WCAG's for small ones, and its enhanced one where somebody asked for it. */
export function leastContrast({ highContrast }: Access): number {
  return highContrast ? 7 : 4.5
}
