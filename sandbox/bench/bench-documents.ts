import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Chip, createChip } from './chips/chip.ts'
import { openDocumentOffice } from './chips/document-office.ts'
import { authorityIds, type ChipProfileId, chipProfiles } from './chips/profiles.ts'
import { printed, type PrintedDocument, type TravelDocument } from './chips/travel-document.ts'

const random = (length: number) => Uint8Array.from(randomBytes(length))

/** The travel documents that lie ready at the bench, one of each profile. All are invented. */
export interface BenchDocuments {
  /** What can be read on the paper, of which the chip knows nothing until it is issued. */
  printed(profile: ChipProfileId): PrintedDocument
  /** Issues a document while others go on: the first of an authority takes the better part of a second. */
  issue(profile: ChipProfileId): Promise<void>
  /** A chip of a document that was issued, powered off; every call gives one more with the same content. */
  chipOf(profile: ChipProfileId): Chip
  /** The root certificates (CSCA, DER) of the authorities that issued them, but for those of forgers. */
  trustedRoots(): readonly Uint8Array[]
}

/** @param now what all dates count from */
export function openBenchDocuments(now: Date): BenchDocuments {
  const office = openDocumentOffice(now, random)
  const issued = new Map<ChipProfileId, TravelDocument>()
  return {
    printed: (id) => printed(chipProfiles[id], now),
    issue: async (id) => {
      await office.prepare(chipProfiles[id])
      if (!issued.has(id)) issued.set(id, office.issue(chipProfiles[id]))
    },
    chipOf: (id) => {
      const document = issued.get(id)
      if (!document) throw new TypeError('not issued')
      return createChip(document.image, random)
    },
    trustedRoots: () => authorityIds.map((id) => office.root(id)),
  }
}

/**
 * Writes the root certificates where a terminal reads whom to trust, in place of those of an earlier run.
 * @returns the folder
 */
export async function writeDocumentTrust(folder: string, documents: BenchDocuments): Promise<string> {
  const trust = path.join(folder, 'csca')
  await mkdir(trust, { recursive: true })
  for (const [index, id] of authorityIds.entries()) {
    const draft = path.join(folder, `${id}.cer.new`)
    await writeFile(draft, documents.trustedRoots()[index] ?? new Uint8Array(0))
    await rename(draft, path.join(trust, `${id}.cer`))
  }
  return trust
}
