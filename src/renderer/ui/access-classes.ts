import type { Access } from '../../shared/access.ts'

/** The root element's class names for what is switched on; what is spoken has none. */
export function accessClasses({ largeText, highContrast, lowReach }: Access): readonly string[] {
  return [largeText ? 'large' : '', highContrast ? 'contrast' : '', lowReach ? 'low' : ''].filter(Boolean)
}
