import { Refusal } from '../refusals.ts'
import type { Factor, FactorFault, FactorName, FactorOutcome, FactorPresentation } from './factor.ts'

/** The factors that a platform offers, by name. */
export type Factors = ReadonlyMap<FactorName, Factor>

/** A phone presented something that does not count. Its own citizen may read what and why. */
export class FactorRefusal extends Refusal {
  readonly factor: FactorName
  readonly fault: FactorFault

  constructor(factor: FactorName, fault: FactorFault) {
    super('factor-failed')
    this.name = 'FactorRefusal'
    this.factor = factor
    this.fault = fault
  }
}

/** @throws TypeError when two go by one name */
export function factorsOf(list: readonly Factor[]): Factors {
  const factors = new Map(list.map((factor) => [factor.name, factor]))
  if (factors.size !== list.length) throw new TypeError('two factors of one name')
  return factors
}

/**
 * Verifies what a phone presented. All of it has to hold: one wrong factor, or one twice, and nothing is proven.
 * @param citizen who must have given them
 */
export async function proveFactors(
  factors: Factors,
  citizen: string,
  presentations: readonly FactorPresentation[],
): Promise<FactorOutcome> {
  const proven: FactorName[] = []
  for (const { factor: name, answer } of presentations) {
    const factor = factors.get(name)
    if (!factor) return { failed: name, fault: 'not-offered' }
    if (proven.includes(name)) return { failed: name, fault: 'malformed' }
    const verdict = await factor.verify(citizen, answer)
    if (verdict !== 'proven') return { failed: name, fault: verdict }
    proven.push(name)
  }
  return { proven }
}

/**
 * What was proven, where a code or an approval rests on it: with one wrong factor there is neither.
 * @throws FactorRefusal
 */
export async function requireProven(
  factors: Factors,
  citizen: string,
  presentations: readonly FactorPresentation[],
): Promise<readonly FactorName[]> {
  const outcome = await proveFactors(factors, citizen, presentations)
  if ('failed' in outcome) throw new FactorRefusal(outcome.failed, outcome.fault)
  return outcome.proven
}
