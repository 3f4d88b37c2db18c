import type { Factor, FactorName, FactorOutcome, FactorPresentation } from './factor.ts'

/** The factors that a platform offers, by name. */
export type Factors = ReadonlyMap<FactorName, Factor>

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
