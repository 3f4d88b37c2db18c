import type { DocumentRegister, IssuedDocument } from '../platform/travel-documents/register.ts'
import type { BenchDocuments } from './bench-documents.ts'
import { type ChipProfileId, chipProfileIds } from './chips/profile-ids.ts'
import { chipProfiles } from './chips/profiles.ts'

/** Whose the Chinese documents are. The other holders are in no register of persons here. */
const persons: Partial<Record<ChipProfileId, string>> = {
  'chinese-passport': 'test-1',
  expired: 'test-1',
  'reported-lost': 'test-1',
  'exit-entry-permit': 'test-3',
}

/**
 * What the platform knows of the bench's documents: all that an authority issued. Clones and forgeries bear the number of
 * one that was.
 */
export function documentRegister(documents: BenchDocuments): DocumentRegister {
  const genuine = chipProfileIds.filter(
    (id) => !chipProfiles[id].clone && chipProfiles[id].forgery === 'none',
  )
  const issued = genuine.map((id): IssuedDocument => {
    const { entries, holder } = chipProfiles[id]
    return {
      issuingState: entries.issuingState,
      number: entries.documentNumber,
      birth: holder.birth,
      person: persons[id] ?? null,
      reportedLost: id === 'reported-lost',
    }
  })
  return { trustedRoots: () => documents.trustedRoots(), issued: () => issued }
}
