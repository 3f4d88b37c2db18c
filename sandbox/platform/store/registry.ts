import { z } from 'zod'
import { authModes, type AuthMode } from '../../../src/shared/check.ts'
import { seedCitizens } from '../citizens/seed.ts'
import { relyingParties } from '../relying-parties.ts'
import type { Connection } from './database.ts'
import { policyTermsTable } from './policy-terms.ts'

/** A citizen as the citizen's own phone knows them. */
export interface RegisteredCitizen {
  readonly id: string
  readonly name: string
  readonly networkNumber: string
}

const citizenRow = z
  .object({ id: z.string(), name: z.string(), network_number: z.string() })
  .transform((value): RegisteredCitizen => ({
    id: value.id,
    name: value.name,
    networkNumber: value.network_number,
  }))

/** Citizens and relying parties: what is entered before the first check. */
export function registryTables(connection: Connection) {
  const citizens = connection.prepare(
    'select id, name, network_number from citizens join identities on citizen = id order by id',
  )
  const policy = connection.prepare('select least_mode from policies where custom_number = ? and policy = ?')
  const party = connection.prepare('select custom_number from relying_parties where custom_number = ?')
  const partyName = connection.prepare('select name from relying_parties where custom_number = ?')
  return {
    citizens: (): RegisteredCitizen[] => z.array(citizenRow).parse(citizens.all()),
    hasRelyingParty: (customNumber: string): boolean => party.get(customNumber) !== undefined,
    relyingPartyName: (customNumber: string): string | undefined =>
      z.object({ name: z.string() }).optional().parse(partyName.get(customNumber))?.name,
    /** The least mode that a relying party's policy asks for; undefined for a policy it has not registered. */
    leastMode: (customNumber: string, name: string): AuthMode | undefined =>
      z
        .object({ least_mode: z.enum(authModes) })
        .optional()
        .parse(policy.get(customNumber, name))?.least_mode,
  }
}

/** Enters the invented citizens where they are missing, and the relying parties as this version of the sandbox registers them. */
export function seedRegistry(connection: Connection, random: (length: number) => Uint8Array): void {
  const party = connection.prepare('insert into relying_parties values (?, ?) on conflict do nothing')
  const policy = connection.prepare('insert into policies values (?, ?, ?) on conflict do nothing')
  const policyTerms = policyTermsTable(connection)
  connection
    .transaction(() => {
      seedCitizens(connection, random)
      for (const { customNumber, name, policies } of Object.values(relyingParties)) {
        party.run(customNumber, name)
        for (const [key, { leastMode, ...terms }] of Object.entries(policies)) {
          policy.run(customNumber, key, leastMode)
          policyTerms.put(customNumber, key, terms)
        }
      }
    })
    .immediate()
}
