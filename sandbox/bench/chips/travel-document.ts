import type { ChipAuthenticationKey } from './chip-authentication.ts'
import type { ChipImage } from './chip-image.ts'
import { createAgreementKey, createAnswerKey } from './chip-keys.ts'
import { type Chip, createChip } from './chip.ts'
import type { Random } from './curves.ts'
import {
  activeAuthenticationFile,
  cardAccessFile,
  commonFile,
  imageFile,
  informationFile,
  securityFile,
  securityObjectFile,
  zoneFile,
} from './data-groups.ts'
import { fileId } from './file-system.ts'
import type { IssuingAuthority } from './issuing-authority.ts'
import { cardZone, type DocumentEntries, type MachineReadableZone, passportZone } from './mrz.ts'
import type { ChipProfile } from './profiles.ts'

/** What is printed on a document. */
export interface PrintedDocument {
  readonly zone: MachineReadableZone
  /** The three fields that a person types to open the chip; dates are YYMMDD. */
  readonly key: { readonly documentNumber: string; readonly birth: string; readonly expiry: string }
}

/** A document somebody could hold: what is printed on it and the chip inside. */
export interface TravelDocument extends PrintedDocument {
  readonly profile: ChipProfile
  readonly image: ChipImage
  readonly chip: Chip
}

/** Tags of the data groups in use by their numbers (ICAO 9303-10, table 38). */
const groupTags: Readonly<Record<number, number>> = { 1: 0x61, 2: 0x75, 14: 0x6e, 15: 0x6f }

/** @param now what the date of expiry counts from */
export function printed(profile: ChipProfile, now: Date): PrintedDocument {
  const entries = entriesOf(profile, now)
  const key = { documentNumber: entries.documentNumber, birth: profile.holder.birth, expiry: entries.expiry }
  return { zone: zoneOf(profile)(profile.holder, entries), key }
}

const zoneOf = ({ zone }: ChipProfile) => (zone === 'passport' ? passportZone : cardZone)

function entriesOf({ entries, validYears }: ChipProfile, now: Date): DocumentEntries {
  const year = String((now.getUTCFullYear() + validYears) % 100).padStart(2, '0')
  return { ...entries, expiry: `${year}0630` }
}

/** Makes one document. The chip's own keys come from OpenSSL, all else that is random from `random`. */
export function personalise(
  profile: ChipProfile,
  authority: IssuingAuthority,
  now: Date,
  random: Random,
): TravelDocument {
  const { zone, key } = printed(profile, now)
  const answering = profile.activeAuthentication && createAnswerKey(profile.activeAuthentication)
  const agreeing = profile.chipAuthentication && createAgreementKey(profile.chipAuthentication)

  const groups = new Map<number, Uint8Array>([
    [1, zoneFile(zone.lines)],
    [2, imageFile(profile.imageLength, random)],
  ])
  const answersByEcdsa = profile.activeAuthentication?.kind === 'ecdsa'
  if (agreeing || answersByEcdsa) {
    const chipAuthentication = agreeing && { ...agreeing.key, publicKey: agreeing.publicKey }
    const activeAuthenticationHash = answersByEcdsa ? (profile.activeAuthentication?.hash ?? null) : null
    groups.set(14, securityFile({ chipAuthentication, activeAuthenticationHash }))
  }
  if (answering) groups.set(15, activeAuthenticationFile(answering.publicKey))

  const security = securityObjectFile(profile.securityObject, groups, authority, now)
  if (profile.forgery === 'altered-dg1') groups.set(1, zoneFile(underAnotherName(profile, now)))
  const image: ChipImage = {
    atr: answerToReset(profile),
    behaviour: profile.behaviour,
    masterFiles: masterFiles(profile),
    applicationFiles: applicationFiles(profile, groups, security),
    mrzInformation: zone.information,
    cardAccessNumber: profile.cardAccessNumber,
    basicAccess: profile.basicAccess,
    pace: profile.pace,
    activeAuthentication:
      profile.clone && profile.activeAuthentication
        ? createAnswerKey(profile.activeAuthentication).key
        : (answering?.key ?? null),
    chipAuthentication: agreementKeyInside(profile, agreeing?.key ?? null),
  }
  return { profile, zone, key, image, chip: createChip(image, random) }
}

function agreementKeyInside(
  profile: ChipProfile,
  named: ChipAuthenticationKey | null,
): ChipAuthenticationKey | null {
  if (!profile.clone || !profile.chipAuthentication) return named
  return createAgreementKey(profile.chipAuthentication).key
}

/** The lines with another holder; number and dates stay, so that the chip still opens. */
function underAnotherName(profile: ChipProfile, now: Date): readonly string[] {
  const holder = { ...profile.holder, surname: 'JIADE', givenNames: 'WU' }
  return zoneOf(profile)(holder, entriesOf(profile, now)).lines
}

function masterFiles({ pace, behaviour }: ChipProfile): ReadonlyMap<number, Uint8Array> {
  const files = new Map<number, Uint8Array>()
  if (pace.length > 0) files.set(fileId.cardAccess, cardAccessFile(pace))
  if (behaviour.extendedLength) {
    // As whole APDUs: header and lengths around a command, status word after an answer.
    const information = informationFile(behaviour.maximumCommand + 9, behaviour.maximumReply + 2)
    files.set(fileId.information, information)
  }
  return files
}

function applicationFiles(
  { version }: ChipProfile,
  groups: ReadonlyMap<number, Uint8Array>,
  security: Uint8Array,
): ReadonlyMap<number, Uint8Array> {
  const files = new Map<number, Uint8Array>()
  const tags = [...groups.keys()].map((number) => groupTags[number] ?? 0)
  files.set(fileId.common, commonFile(version, tags))
  for (const [number, file] of groups) files.set(0x0100 | number, file)
  files.set(fileId.security, security)
  return files
}

/** What a PC/SC reader makes of a contactless chip with these historical bytes (PC/SC part 3, 3.1.3.2.3). */
function answerToReset({ behaviour }: ChipProfile): Uint8Array {
  // Card capabilities: selection by name and short identifier; short or extended lengths (ISO 7816-4, 12.1.1.9).
  const historical = [0x80, 0x73, 0x84, 0x21, behaviour.extendedLength ? 0x40 : 0x00]
  const counted = [0x80 | historical.length, 0x80, 0x01, ...historical]
  const check = counted.reduce((sum, octet) => sum ^ octet, 0)
  return Uint8Array.from([0x3b, ...counted, check])
}
