import type { RandomSource } from '../../src/shared/gm/random.ts'
import type { Clock } from '../clock.ts'
import type { DocumentKey } from './document-key.ts'
import { DocumentFault, type FaultReason } from './fault.ts'
import { inTime } from './in-time.ts'
import { openLink, type Transmit } from './link.ts'
import { type DocumentReading, documentReading } from './reading.ts'
import { saysExtendedLength } from './reading-manner.ts'
import type { TrustStore } from './trust-store.ts'

/** A card in the field of a reader. */
export interface LaidCard {
  readonly transmit: Transmit
  /** The answer to reset, if the reader gives one: it tells whether the chip knows extended length. */
  readonly atr?: Uint8Array
}

export interface TravelDocumentOptions {
  /** Compare the digest of DG2, the face, too; it is read for that, kept nowhere and takes seconds. */
  readonly compareFace?: boolean
  /** Read EF.COM too. Its list is not signed and decides nothing; to see whether the chip is well-formed. */
  readonly readCommon?: boolean
}

/** How long things may take (ms). */
export interface TravelDocumentLimits {
  /** One answer of the chip. */
  readonly answer: number
  /** Everything, from the first command on. */
  readonly whole: number
  /** From the moment the card is lifted until it is laid back. */
  readonly relay: number
}

export const defaultLimits: TravelDocumentLimits = { answer: 5_000, whole: 30_000, relay: 5_000 }

export interface TravelDocumentRequest {
  readonly card: LaidCard
  /** Asked when the card was lifted: the next card that is laid down. */
  readonly relaid: () => Promise<LaidCard>
  /** Not kept, not changed; the caller zeroes it. */
  readonly key: DocumentKey
  readonly trust: TrustStore
  readonly clock: Clock
  readonly random: RandomSource
  readonly options?: TravelDocumentOptions
  readonly limits?: TravelDocumentLimits
  readonly signal?: AbortSignal
}

/** Why there is no evidence. */
export type TravelDocumentRefusal = Exclude<FaultReason, 'session-ended' | 'cancelled'>

/**
 * What the person can do: lay the same document down again and leave it there, give its key again, or take another
 * document.
 */
export type TravelDocumentRemedy = 'lay-back' | 'give-key-again' | 'another-document'

export type TravelDocumentOutcome =
  | {
      readonly type: 'evidence'
      /** DER of TravelDocumentEvidence; the caller zeroes it. */
      readonly evidence: Uint8Array
      /** Commands that went to the chip. */
      readonly commands: number
    }
  | {
      readonly type: 'refused'
      readonly reason: TravelDocumentRefusal
      readonly remedy: TravelDocumentRemedy
      readonly commands: number
    }
  | { readonly type: 'cancelled' }

const remedies: Readonly<Record<TravelDocumentRefusal, TravelDocumentRemedy>> = {
  unreadable: 'lay-back',
  'card-lifted': 'lay-back',
  'too-slow': 'lay-back',
  'key-does-not-fit': 'give-key-again',
  'not-a-travel-document': 'another-document',
  'chip-not-genuine': 'another-document',
  'issuer-unknown': 'another-document',
  'signature-not-trusted': 'another-document',
}

/** Sessions that the chip may end before it is given up: once for each thing that it may turn out not to know. */
const mostSessions = 10
/** Times that a card may be lifted. */
const mostLifts = 10

/**
 * Reads one travel document: opens the chip, verifies who signed it, has the chip prove that it is the one that was
 * issued, and reads DG1. A document that is not trusted is not read further. A card that was lifted and laid back goes
 * on where it was.
 */
export async function readTravelDocument(request: TravelDocumentRequest): Promise<TravelDocumentOutcome> {
  const { clock, limits = defaultLimits } = request
  const reading = documentReading(request, saysExtendedLength(request.card.atr))
  const tally = { commands: 0 }
  const deadline = clock.now() + limits.whole
  try {
    let { card } = request
    for (let lifts = 0; ; lifts++) {
      try {
        const evidence = await readWhileLaid(request, reading, card, deadline, tally)
        return { type: 'evidence', evidence, commands: tally.commands }
      } catch (error) {
        const isLifted = error instanceof DocumentFault && error.reason === 'card-lifted'
        if (!isLifted || lifts === mostLifts) throw error
      }
      card = await layBack(request, Math.min(limits.relay, deadline - clock.now()))
    }
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    if (error.reason === 'cancelled') return { type: 'cancelled' }
    const reason = error.reason === 'session-ended' ? 'unreadable' : error.reason
    return { type: 'refused', reason, remedy: remedies[reason], commands: tally.commands }
  } finally {
    reading.forget()
  }
}

/** As many sessions as it takes while the card lies in the field. */
async function readWhileLaid(
  { clock, limits = defaultLimits, signal }: TravelDocumentRequest,
  reading: DocumentReading,
  card: LaidCard,
  deadline: number,
  tally: { commands: number },
): Promise<Uint8Array> {
  const link = openLink(card.transmit, clock, { answer: limits.answer, deadline }, signal)
  try {
    for (let session = 1; ; session++) {
      try {
        return await reading.goOn(link)
      } catch (error) {
        const isEnded = error instanceof DocumentFault && error.reason === 'session-ended'
        if (!isEnded || session === mostSessions) throw error
      }
    }
  } finally {
    tally.commands += link.commands
  }
}

/** The next card, if it is laid down in time. That it is the same document shows in its key and its signature. */
function layBack({ relaid, clock, signal }: TravelDocumentRequest, milliseconds: number): Promise<LaidCard> {
  return inTime(relaid(), clock, milliseconds, signal, { late: 'card-lifted', failed: 'card-lifted' })
}
