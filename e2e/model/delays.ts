import type { Delays } from '../../src/shared/config.ts'

/**
 * Every delay of the visit by a length of its own (ms), so that a timer of main's says which it is. None of them ever
 * ends by itself here: the walk ends them.
 */
export const heldDelays = {
  idle: 500_001,
  present: 510_001,
  presentDocument: 520_001,
  verdict: 530_001,
  notPassed: 540_001,
  help: 550_001,
  hint: 560_001,
  reading: 570_001,
  readingDocument: 580_001,
  warning: 590_001,
  verificationGrace: 490_001,
  settle: 480_001,
} as const satisfies Partial<Delays>
