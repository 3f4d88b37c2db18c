import type { AgeMark } from '../../platform/citizens/age-marks.ts'

/** `unknown`: no passed check of this relying party has this receipt; why not, nobody is told. */
export type Who =
  | { readonly kind: 'known'; readonly pseudonym: string; readonly ageMark: AgeMark | null }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable' }

/** Of whom a passed check was, under this relying party's own name for the person: the platform's answer for a receipt number. */
export type WhoPassed = (receipt: string) => Promise<Who>
