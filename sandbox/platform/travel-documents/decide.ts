import type { TravelDocumentEvidence } from '../../../src/shared/travel-document-evidence.ts'
import { writeTimeStamp } from '../../../src/shared/wire.ts'
import type { CitizenOf, Decision } from '../decision.ts'
import type { DocumentRegister } from './register.ts'
import { isGenuine } from './security-object.ts'
import { readZone, type ZoneFields } from './zone.ts'

/** A travel document as it was presented: `zone` is null when its signature does not hold for the platform too. */
export interface PresentedDocument {
  readonly zone: ZoneFields | null
}

/**
 * Repeats passive authentication and keeps of the document what tells which one it is. That the chip itself proved to
 * be the one that was issued, the terminal vouches for.
 * @param now ms
 */
export function examineDocument(
  { dg1, sod }: TravelDocumentEvidence,
  register: DocumentRegister,
  now: number,
): PresentedDocument {
  return { zone: isGenuine(dg1, sod, register.trustedRoots(), now) ? readZone(dg1) : null }
}

/**
 * What a presented travel document is worth: an authority that the platform trusts signed it, it stands in the register,
 * was not reported lost, and today, by the calendar in China, is not after its last day.
 * @param citizenOf who a person is here now, if anybody
 * @param now ms
 */
export function decideDocument(
  { zone }: PresentedDocument,
  register: DocumentRegister,
  citizenOf: CitizenOf,
  now: number,
): Decision {
  if (!zone) return { verdict: 'fail', cause: 'document-not-genuine', citizen: null }
  const { issuingState, number, birth, expiry } = zone
  const known = register
    .issued()
    .find((one) => one.issuingState === issuingState && one.number === number && one.birth === birth)
  if (!known) return { verdict: 'fail', cause: 'document-unknown', citizen: null }
  const citizen = known.person === null ? null : citizenOf(known.person)
  if (known.reportedLost) return { verdict: 'fail', cause: 'document-lost', citizen }
  // No document is valid for more than ten years: its century is this one.
  const today = writeTimeStamp(now).slice(0, 8)
  if (today > `20${expiry}`) return { verdict: 'fail', cause: 'document-expired', citizen }
  return { verdict: 'pass', citizen }
}
