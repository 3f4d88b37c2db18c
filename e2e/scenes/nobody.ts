import { chipProfileIds, chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { documentRegister } from '../../sandbox/platform/citizens/document-register.ts'

/** Name and number on every document that somebody can bring, and in its chip. */
const identities = new Set([
  ...documentRegister.flatMap(({ name, number }) => [name, number]),
  ...chipProfileIds.flatMap((id) => {
    const { holder, entries } = chipProfiles[id]
    return [holder.surname, entries.documentNumber]
  }),
])

/** What of these stands in records of a terminal, in whatever field. */
export function identitiesIn(records: readonly unknown[]): readonly string[] {
  const text = JSON.stringify(records)
  return [...identities].filter((identity) => text.includes(identity))
}
