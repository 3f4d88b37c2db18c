import type { RandomSource } from '../../src/shared/gm/random.ts'
import type { Clock } from '../clock.ts'
import { type AccessMemory, openChip } from './access.ts'
import { activeAuthentication } from './active-authentication.ts'
import { chipAuthentication, chooseChipAuthentication } from './chip-authentication.ts'
import type { DocumentKey } from './document-key.ts'
import { DocumentFault } from './fault.ts'
import { type FileName, files } from './files.ts'
import type { Channel } from './link.ts'
import { hasKey } from './mrz.ts'
import { isAuthentic, type SecurityObject, verifySecurityObject } from './passive-authentication.ts'
import { forget, type PartialFile, readFile, unreadFile } from './read-file.ts'
import { firstManner } from './reading-manner.ts'
import type { SecureChannel } from './secure-messaging.ts'
import { readSecurityInfos, type SecurityInfo } from './security-infos.ts'
import { readOnly, readTlv } from './tlv.ts'
import {
  type TravelDocumentEvidence,
  writeTravelDocumentEvidence,
} from '../../src/shared/travel-document-evidence.ts'
import type { TrustStore } from './trust-store.ts'

/** The reading of one document, over as many sessions as it takes. */
export interface DocumentReading {
  /** Opens a session and reads on from where the last one ended. Gives the evidence; throws `DocumentFault`. */
  goOn(link: Channel): Promise<Uint8Array>
  /** Zeroes all that was read. */
  forget(): void
}

export interface DocumentReadingParts {
  readonly key: DocumentKey
  readonly trust: TrustStore
  readonly clock: Clock
  readonly random: RandomSource
  readonly options?: { readonly compareFace?: boolean; readonly readCommon?: boolean }
}

/** Files whose digest is signed, by number of the data group. */
const groups = { dg1: 1, dg2: 2, dg14: 14, dg15: 15 } as const
type GroupName = keyof typeof groups

/** Tag of the machine readable zone in DG1. */
const zoneTag = 0x5f1f

/** @param extended whether the chip says that it knows extended length */
export function documentReading(parts: DocumentReadingParts, extended: boolean): DocumentReading {
  const { key, trust, clock, random, options = {} } = parts
  const manner = firstManner(extended)
  const memory: AccessMemory = { pace: undefined }
  const read = new Map<FileName, PartialFile>()
  const compared = new Set<number>()
  let object: SecurityObject | undefined
  let chipProof: TravelDocumentEvidence['chipProof'] = 'not-offered'

  const file = (channel: Channel, name: FileName) => {
    const part = read.get(name) ?? unreadFile()
    read.set(name, part)
    return readFile(channel, files[name], part, manner)
  }

  /** A data group that the issuer signed. Undefined when the issuer signed none of this number. */
  const group = async (channel: Channel, signed: SecurityObject, name: GroupName) => {
    const number = groups[name]
    if (!signed.digests.has(number)) return undefined
    const bytes = await file(channel, name)
    if (!bytes || !isAuthentic(signed, number, bytes)) throw new DocumentFault('chip-not-genuine')
    compared.add(number)
    return bytes
  }

  /** Verified as soon as it is read: of a document that is not trusted, nothing more is read. */
  const securityObject = async (channel: Channel) => {
    const bytes = await file(channel, 'sod')
    if (!bytes) throw new DocumentFault('not-a-travel-document')
    object ??= verifySecurityObject(bytes, trust, clock.now())
    return { bytes, signed: object }
  }

  const securityInfos = async (
    channel: Channel,
    signed: SecurityObject,
  ): Promise<readonly SecurityInfo[]> => {
    const bytes = await group(channel, signed, 'dg14')
    return bytes ? readSecurityInfos(readOnly(bytes, files.dg14.tag)) : []
  }

  /** From here on, what the chip answers shows that it has the signed key; undefined when it has none. */
  const authenticateChip = async (channel: Channel, link: Channel, infos: readonly SecurityInfo[]) => {
    if (chipProof !== 'not-offered') return undefined
    const way = chooseChipAuthentication(infos)
    if (!way) return undefined
    const next = await chipAuthentication(channel, link, way, random)
    return proving(next, () => {
      chipProof = 'chip-authentication'
    })
  }

  const readAll = async (
    opened: SecureChannel,
    link: Channel,
    access: TravelDocumentEvidence['access'],
    use: (channel: SecureChannel) => void,
  ): Promise<Uint8Array> => {
    if (options.readCommon) await file(opened, 'com')
    const { bytes: sod, signed } = await securityObject(opened)
    const infos = await securityInfos(opened, signed)
    const proven = await authenticateChip(opened, link, infos)
    if (proven) use(proven)
    const channel = proven ?? opened
    const dg1 = await group(channel, signed, 'dg1')
    if (!dg1) throw new DocumentFault('chip-not-genuine')
    if (key.type === 'mrz' && !isOfKey(dg1, key.information)) throw new DocumentFault('chip-not-genuine')
    const dg15 = chipProof === 'not-offered' ? await group(channel, signed, 'dg15') : undefined
    if (dg15) {
      await activeAuthentication(channel, dg15, infos, random)
      chipProof = 'active-authentication'
    }
    if (options.compareFace) {
      await group(channel, signed, 'dg2')
      drop('dg2')
    }
    const numbers = [...compared].sort((a, b) => a - b)
    return writeTravelDocumentEvidence({ access, chipProof, dg1, sod, compared: numbers })
  }

  const drop = (name: FileName) => {
    const part = read.get(name)
    if (part) forget(part)
    read.delete(name)
  }

  return {
    goOn: async (link) => {
      const { channel, protocol } = await openChip(link, key, memory, manner, random)
      const channels = [channel]
      try {
        return await readAll(channel, link, protocol, (next) => channels.push(next))
      } finally {
        for (const one of channels) one.end()
      }
    },
    forget: () => {
      for (const name of read.keys()) drop(name)
    },
  }
}

/**
 * A channel whose first authentic answer proves something. Any other answer disproves it: only the keys are wrong, for the
 * chip has been read in this manner before.
 */
function proving(channel: SecureChannel, proved: () => void): SecureChannel {
  let open = true
  return {
    ...channel,
    send: async (command) => {
      if (!open) return channel.send(command)
      try {
        const answer = await channel.send(command)
        open = false
        proved()
        return answer
      } catch (error) {
        const isRefuted =
          error instanceof DocumentFault &&
          (error.reason === 'session-ended' || error.reason === 'unreadable')
        throw isRefuted ? new DocumentFault('chip-not-genuine') : error
      }
    },
  }
}

/** Whether DG1 is of the document whose key was given: a chip can be copied into another document. */
function isOfKey(dg1: Uint8Array, information: Uint8Array): boolean {
  const zone = readTlv(readOnly(dg1, files.dg1.tag))
  return zone.tag === zoneTag && hasKey(zone.value, information)
}
