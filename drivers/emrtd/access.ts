import { zero } from '../../src/shared/gm/bytes.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import { status } from './apdu.ts'
import { basicAccessControl } from './bac.ts'
import { bacSeedOf, type DocumentKey, pacePasswordOf } from './document-key.ts'
import { DocumentFault, type FaultReason } from './fault.ts'
import { files } from './files.ts'
import type { Channel } from './link.ts'
import { choosePace, pace } from './pace.ts'
import { readFile, unreadFile } from './read-file.ts'
import type { ReadingManner } from './reading-manner.ts'
import type { SecureChannel } from './secure-messaging.ts'
import { readSecurityInfos } from './security-infos.ts'

/** What is known of the ways into a chip; stays when the card is laid back. */
export interface AccessMemory {
  /** The way of PACE to take; null: none; undefined: not asked yet. */
  pace: ReturnType<typeof choosePace> | null
}

export interface OpenedChip {
  readonly channel: SecureChannel
  readonly protocol: 'bac' | 'pace'
}

/** The application of travel documents (ICAO 9303-10, 3.3). */
const application = Uint8Array.of(0xa0, 0, 0, 0x02, 0x47, 0x10, 0x01)
const masterFile = Uint8Array.of(0x3f, 0x00)

/**
 * Opens the chip: PACE if EF.CardAccess offers a way of it that this reader knows, else Basic Access Control. The
 * application of travel documents is then selected.
 * Throws `key-does-not-fit`, `not-a-travel-document`, what the channel throws.
 */
export async function openChip(
  link: Channel,
  key: DocumentKey,
  memory: AccessMemory,
  manner: ReadingManner,
  random: RandomSource,
): Promise<OpenedChip> {
  if (memory.pace === undefined) memory.pace = await findPace(link, manner)
  // An earlier session may have left the chip in its application, which has no PACE.
  else if (memory.pace) await link.send({ cla: 0, ins: 0xa4, p1: 0, p2: 0x0c, data: masterFile })
  if (memory.pace) {
    const channel = await tryPace(link, memory.pace, key, random)
    if (channel) {
      await selectApplication(channel)
      return { channel, protocol: 'pace' }
    }
    memory.pace = null
  }
  if (key.type !== 'mrz') throw new DocumentFault('key-does-not-fit')
  await selectApplication(link)
  const seed = bacSeedOf(key.information)
  try {
    return { channel: await basicAccessControl(link, seed, random), protocol: 'bac' }
  } finally {
    zero(seed)
  }
}

const malformed: ReadonlySet<FaultReason> = new Set(['unreadable', 'not-a-travel-document'])

/** A chip whose EF.CardAccess is missing, locked or malformed has Basic Access Control or nothing. */
async function findPace(link: Channel, manner: ReadingManner): Promise<AccessMemory['pace']> {
  // What a chip refuses here, outside its application, says nothing about the files in it.
  const trial = { ...manner }
  try {
    const bytes = await readFile(link, files.cardAccess, unreadFile(), trial)
    return (bytes && choosePace(readSecurityInfos(bytes))) ?? null
  } catch (error) {
    const isNone = error instanceof DocumentFault && malformed.has(error.reason)
    if (isNone) return null
    throw error
  } finally {
    manner.extended = trial.extended
  }
}

/** Undefined when the chip does not go through with what it offered. */
async function tryPace(
  link: Channel,
  way: NonNullable<AccessMemory['pace']>,
  key: DocumentKey,
  random: RandomSource,
): Promise<SecureChannel | undefined> {
  const password = pacePasswordOf(key)
  try {
    return await pace(link, way, password, random)
  } catch (error) {
    if (error instanceof DocumentFault && error.reason === 'unreadable') return undefined
    throw error
  } finally {
    zero(password.secret)
  }
}

/**
 * Without Le: some permits refuse one (6700). Where the form without an answer is unknown the one with an answer is tried;
 * some passports deny both (6A81) and have selected it all the same.
 */
async function selectApplication(channel: Channel): Promise<void> {
  let word = 0
  for (const p2 of [0x0c, 0x00]) {
    const answer = await channel.send({ cla: 0, ins: 0xa4, p1: 0x04, p2, data: application })
    word = answer.status
    if (word === status.success) return
  }
  if (word !== status.functionNotSupported) throw new DocumentFault('not-a-travel-document')
}
