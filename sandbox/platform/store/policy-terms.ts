import { z } from 'zod'
import { holderChecks, type PolicyTerms, resultOnly, retainableFields } from '../citizens/policy-terms.ts'
import { factorNames } from '../factors/factor.ts'
import type { Connection } from './database.ts'

const row = z
  .object({
    fields: z.string(),
    keep_days: z.int(),
    age_mark: z.int(),
    further_factors: z.string(),
    holder: z.enum(holderChecks),
  })
  .transform((value): PolicyTerms => ({
    fields: z.array(z.enum(retainableFields)).parse(JSON.parse(value.fields)),
    keepDays: value.keep_days,
    ageMark: value.age_mark === 1,
    furtherFactors: z.array(z.enum(factorNames)).parse(JSON.parse(value.further_factors)),
    holder: value.holder,
  }))

export function policyTermsTable(connection: Connection) {
  const select = connection.prepare(
    `select fields, keep_days, age_mark, further_factors, holder from policy_terms
     where custom_number = ? and policy = ?`,
  )
  const put = connection.prepare('insert or replace into policy_terms values (?, ?, ?, ?, ?, ?, ?)')
  return {
    /** What was registered beside the least mode; a result and nothing more where nothing was. */
    of: (customNumber: string, policy: string): PolicyTerms =>
      row.optional().parse(select.get(customNumber, policy)) ?? resultOnly,
    put: (customNumber: string, policy: string, terms: PolicyTerms): void => {
      const { fields, keepDays, ageMark, furtherFactors, holder } = terms
      put.run(
        customNumber,
        policy,
        JSON.stringify(fields),
        keepDays,
        ageMark ? 1 : 0,
        JSON.stringify(furtherFactors),
        holder,
      )
    },
  }
}

/** Takes a database of version 3, whose policies said nothing of a document's holder, to version 4: they are entered anew. */
export function migratePolicyTerms(connection: Connection): void {
  connection
    .transaction(() => connection.exec('drop table if exists policy_terms; pragma user_version = 4;'))
    .immediate()
}
