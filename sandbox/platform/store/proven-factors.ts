import { z } from 'zod'
import { type FactorName, factorNames } from '../factors/factor.ts'

/** What was proven on a phone, as a code or an approval carries it: names in the order of the list, each once. */
export const provenFactors = z
  .string()
  .transform((text) => z.array(z.enum(factorNames)).readonly().parse(JSON.parse(text)))

/** The same factors are the same text, in whatever order they were presented. */
export function writeProven(proven: readonly FactorName[]): string {
  return JSON.stringify(factorNames.filter((name) => proven.includes(name)))
}
