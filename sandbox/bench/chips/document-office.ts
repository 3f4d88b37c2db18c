import type { Random } from './curves.ts'
import { type IssuingAuthority, openIssuingAuthority } from './issuing-authority.ts'
import { authorities, type AuthorityId, type ChipProfile } from './profiles.ts'
import { personalise, type TravelDocument } from './travel-document.ts'

/** The issuing authorities of the bench. Each makes its keys when first asked. */
export interface DocumentOffice {
  /** Takes the better part of a second at an authority's first document, unless that was prepared. */
  issue(profile: ChipProfile): TravelDocument
  /** Makes what takes long about issuing this document, while others go on. */
  prepare(profile: ChipProfile): Promise<void>
  /** The root certificate (CSCA) in DER that a terminal has to trust for documents of this authority. */
  root(authority: AuthorityId): Uint8Array
  /** The roots of these authorities as a master list under the signature of the first. */
  masterList(first: AuthorityId, ...others: readonly AuthorityId[]): Uint8Array
}

/**
 * @param now what the dates in certificates, signatures and documents count from
 * @param random what chips draw and serial numbers; the keys of authorities and chips come from OpenSSL
 */
export function openDocumentOffice(now: Date, random: Random): DocumentOffice {
  const open = new Map<string, IssuingAuthority>()
  const authority = (id: AuthorityId, foreign = false): IssuingAuthority => {
    const name = foreign ? `foreign ${id}` : id
    const found = open.get(name) ?? openIssuingAuthority(authorities[id], now, random)
    open.set(name, found)
    return found
  }
  const issuerOf = (profile: ChipProfile) =>
    authority(profile.authority, profile.forgery === 'foreign-issuer')
  return {
    issue: (profile) => personalise(profile, issuerOf(profile), now, random),
    prepare: (profile) => issuerOf(profile).prepare(),
    root: (id) => authority(id).root.certificate,
    masterList: (first, ...others) => {
      const roots = [first, ...others].map((id) => authority(id).root.certificate)
      return authority(first).masterList(roots)
    },
  }
}
