import type { Access } from '../../src/shared/access.ts'

/** What a citizen may have switched on, by a name for a picture: each alone, and all that can be seen together. */
export const modes: Readonly<Record<string, Partial<Access>>> = {
  plain: {},
  large: { largeText: true },
  contrast: { highContrast: true },
  low: { lowReach: true },
  all: { largeText: true, highContrast: true, lowReach: true },
}
