import type { HidFraming } from './hid-framing.ts'

/** The makers' framings that are known. None is public; whoever has one adds it here. */
export const hidFramings: readonly HidFraming[] = []
