import type { AuthMode, EvidenceKind } from '../../src/shared/check.ts'

/** What each mode proves beside the presentation itself. A document does not stand in for the 网证, nor it for a document. */
const proven: Readonly<Record<AuthMode, readonly string[]>> = {
  R01: ['credential'],
  R02: ['credential', 'password'],
  R03: ['credential', 'face'],
  R04: ['credential', 'password', 'face'],
  D01: ['resident-card'],
  D02: ['travel-document'],
}

/** Whether a check in one mode proves all that another asks for. */
export function modeCovers(given: AuthMode, asked: AuthMode): boolean {
  return proven[asked].every((factor) => proven[given].includes(factor))
}

/** Whether a mode is about a document, and not about the 网证. */
export function isDocumentMode(mode: AuthMode): boolean {
  return !proven[mode].includes('credential')
}

/** What proves who holds a document that lies beside it: the credential, in a form that needs no mode of its own. */
export const holderEvidence: readonly EvidenceKind[] = ['wallet-code', 'dynamic-code']

/** What a citizen may present for a mode, one of these. */
export const evidenceFor: Readonly<Record<AuthMode, readonly EvidenceKind[]>> = {
  R01: ['wallet-code', 'dynamic-code', 'phone-approval'],
  R02: ['wallet-code', 'dynamic-code', 'phone-approval'],
  R03: ['wallet-code', 'phone-approval'],
  R04: ['wallet-code', 'phone-approval'],
  D01: ['resident-card'],
  D02: ['travel-document'],
}
