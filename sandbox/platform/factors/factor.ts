import type { AuthMode } from '../../../src/shared/check.ts'

/**
 * What a citizen can add on the phone to the credential: 口令, 人脸, 声纹, 指纹, 掌静脉. The first two are there; one
 * more is one more `Factor` in the list that the platform is opened with, and nothing that checks has to know. The wallet's
 * page names all of them and gives the first two.
 */
export const factorNames = ['password', 'face', 'voice', 'fingerprint', 'palm-vein'] as const
export type FactorName = (typeof factorNames)[number]

/** Why a factor does not count. The citizen reads it on the phone; nobody else does. */
export const factorFaults = [
  'not-enrolled',
  'not-offered',
  'wrong',
  'locked',
  'expired',
  'malformed',
] as const
export type FactorFault = (typeof factorFaults)[number]
export type FactorVerdict = 'proven' | FactorFault

export interface Factor {
  readonly name: FactorName
  /**
   * What the phone has to be given before it can answer, if anything.
   * @returns null when the factor asks nothing first
   */
  challenge(citizen: string): unknown
  /** @param answer what the phone sent, of any shape: the factor alone knows which is its own */
  verify(citizen: string, answer: unknown): Promise<FactorVerdict>
}

export interface FactorPresentation {
  readonly factor: FactorName
  readonly answer: unknown
}

export type FactorOutcome =
  | { readonly proven: readonly FactorName[] }
  | { readonly failed: FactorName; readonly fault: FactorFault }

/** What each mode of the network credential needs beside the credential itself. */
const factorsOfMode: Readonly<Record<'R01' | 'R02' | 'R03' | 'R04', readonly FactorName[]>> = {
  R01: [],
  R02: ['password'],
  R03: ['face'],
  R04: ['password', 'face'],
}
export type CredentialMode = keyof typeof factorsOfMode

export function isCredentialMode(mode: AuthMode): mode is CredentialMode {
  return mode in factorsOfMode
}

/** All that has to be given for a mode and what a policy asks beyond it, each once. */
export function requiredFactors(mode: CredentialMode, further: readonly FactorName[] = []): FactorName[] {
  return [...new Set([...factorsOfMode[mode], ...further])]
}

/** What is required and was not given. */
export function missingFactors(required: readonly FactorName[], proven: readonly FactorName[]): FactorName[] {
  return required.filter((name) => !proven.includes(name))
}
