import { zero } from '../../src/shared/gm/bytes.ts'
import type { RandomSource } from '../../src/shared/gm/random.ts'
import type { Clock } from '../clock.ts'
import type { PcscReader, ReadyReader } from '../pcsc/pcsc-reader.ts'
import {
  defaultLimits,
  type LaidCard,
  readTravelDocument,
  type TravelDocumentLimits,
  type TravelDocumentOptions,
  type TravelDocumentRefusal,
} from './reader.ts'
import type { TrustStore } from './trust-store.ts'

/** Who waits for one travel document. */
export interface DocumentTaker {
  /** A document lies on a reader, its key is known, and it is being read; or read on, after it was laid back. */
  onFound(): void
  /** It was lifted in mid-read: laid back in time, the reading goes on. */
  onLifted(): void
  /** It was not read, and is waited for further. A key that did not fit, or whose document is not taken, is forgotten. */
  onRefused(reason: TravelDocumentRefusal): void
  /** A document was read, and none is waited for any longer. `evidence` is zeroed when the call returns. */
  onRead(evidence: Uint8Array): void
}

export interface DocumentTaking {
  /** @param information see `MrzKey`; copied */
  giveKey(information: Uint8Array): void
  giveUp(): void
}

/** The machine's readers of travel documents, however they are attached. */
export interface DocumentReaders {
  /**
   * Takes one document on any reader; who waited before waits no longer.
   * @param trust the authorities that are trusted to issue documents
   */
  arm(taker: DocumentTaker, trust: TrustStore): DocumentTaking
  close(): void
}

/** Opens the readers and tells of them after each change; returns the way to close them. */
export type OpenCardSlots = (onReaders: (readers: readonly PcscReader[]) => void) => () => void

export interface DocumentReadersParts {
  readonly clock: Clock
  readonly random: RandomSource
  readonly options?: TravelDocumentOptions
  readonly limits?: TravelDocumentLimits
}

/** So long (ms) another program may have a card before this one gives up waiting for its turn. */
const longestTurn = 2_000

interface Arming {
  readonly taker: DocumentTaker
  readonly trust: TrustStore
  readonly abort: AbortController
  key: Uint8Array | null
  isReading: boolean
  /** Readings with this key that came to nothing. */
  tries: number
}

/** After these the same document may be laid down again, and its key is kept. */
const worthAnotherTry: ReadonlySet<TravelDocumentRefusal> = new Set(['unreadable', 'card-lifted', 'too-slow'])
/** A chip that resets its reader lies there as a new one: it is not read without end. */
const mostTries = 10

/**
 * Reads travel documents on whichever reader they are laid. A document that was refused is not read again until it was
 * taken away, unless another key came for it.
 */
export function openDocumentReaders(
  open: OpenCardSlots,
  parts: DocumentReadersParts,
  onReaders: (readers: readonly PcscReader[]) => void,
): DocumentReaders {
  let readers: readonly PcscReader[] = []
  let arming: Arming | null = null
  let closed = false
  /** Cards that were read to no avail and still lie there. */
  let spent = new WeakSet<ReadyReader>()
  /** Waits for the next card, after one was lifted. */
  let onLaid: ((reader: ReadyReader) => void) | null = null

  const laidCard = () =>
    readers.find((reader): reader is ReadyReader => reader.state === 'ready' && !spent.has(reader))

  const start = () => {
    const armed = arming
    if (!armed?.key || armed.isReading) return
    const reader = laidCard()
    if (reader) void serve(armed, armed.key, reader)
  }

  const serve = async (armed: Arming, key: Uint8Array, reader: ReadyReader) => {
    const { taker, trust, abort } = armed
    armed.isReading = true
    spent.add(reader)
    const held: HeldCard[] = []
    const hold = async (laid: ReadyReader): Promise<LaidCard> => {
      const card = await holdCard(laid)
      if (!card) throw new Error('another program has the card')
      held.push(card)
      return card.laid
    }
    const relaid = async (): Promise<LaidCard> => {
      if (!abort.signal.aborted) taker.onLifted()
      const card = await hold(await nextLaid(reader))
      if (!abort.signal.aborted) taker.onFound()
      return card
    }
    try {
      const card = await hold(reader).catch(() => null)
      if (abort.signal.aborted) return
      if (!card) {
        taker.onRefused('unreadable')
        return
      }
      taker.onFound()
      const { clock, random, options, limits = defaultLimits } = parts
      const outcome = await readTravelDocument({
        card,
        relaid,
        key: { type: 'mrz', information: key },
        trust,
        clock,
        random,
        limits,
        signal: abort.signal,
        ...(options && { options }),
      })
      if (outcome.type === 'evidence') deliver(armed, outcome.evidence)
      else if (outcome.type === 'refused' && !abort.signal.aborted) refuse(armed, outcome.reason)
    } finally {
      onLaid = null
      for (const card of held) card.release()
      armed.isReading = false
      start()
    }
  }

  const deliver = ({ taker, abort }: Arming, evidence: Uint8Array) => {
    try {
      if (abort.signal.aborted) return
      abort.abort()
      taker.onRead(evidence)
    } finally {
      zero(evidence)
    }
  }

  const refuse = (armed: Arming, refusal: TravelDocumentRefusal) => {
    armed.tries += 1
    const reason = armed.tries < mostTries ? refusal : 'not-a-travel-document'
    if (!worthAnotherTry.has(reason)) forgetKey(armed)
    armed.taker.onRefused(reason)
  }

  const nextLaid = (before: ReadyReader) =>
    new Promise<ReadyReader>((resolve) => {
      const found = laidCard()
      const take = (reader: ReadyReader) => {
        onLaid = null
        spent.add(reader)
        resolve(reader)
      }
      if (found && found !== before) take(found)
      else onLaid = take
    })

  const stop = open((found) => {
    if (closed) return
    readers = found
    onReaders(found)
    const laid = onLaid && laidCard()
    if (laid) onLaid?.(laid)
    start()
  })

  const giveUp = (armed: Arming) => {
    armed.abort.abort()
    forgetKey(armed)
    if (arming === armed) arming = null
  }

  return {
    arm: (taker, trust) => {
      if (arming) giveUp(arming)
      const armed: Arming = {
        taker,
        trust,
        abort: new AbortController(),
        key: null,
        isReading: false,
        tries: 0,
      }
      arming = armed
      return {
        giveKey: (information) => {
          if (armed.abort.signal.aborted || armed.isReading) return
          forgetKey(armed)
          // Of a Buffer, `slice` would be a view.
          armed.key = Uint8Array.from(information)
          armed.tries = 0
          spent = new WeakSet()
          start()
        },
        giveUp: () => {
          giveUp(armed)
        },
      }
    },
    close: () => {
      closed = true
      if (arming) giveUp(arming)
      stop()
    },
  }
}

function forgetKey(armed: Arming): void {
  if (armed.key) zero(armed.key)
  armed.key = null
}

/** A card that no other program gets at until it is released. */
interface HeldCard {
  readonly laid: LaidCard
  release(): void
}

/** Null when another program has it for too long, or it has gone. */
function holdCard(reader: ReadyReader): Promise<HeldCard | null> {
  return new Promise((resolve) => {
    const turn = async () => {
      const outcome = await reader.exclusively(
        longestTurn,
        () =>
          new Promise<void>((release) => {
            resolve({ laid: cardOf(reader), release })
          }),
      )
      if (outcome.type === 'failed') resolve(null)
    }
    void turn()
  })
}

/** A card as the protocols speak to it. Its limits of time are theirs. */
function cardOf(reader: ReadyReader): LaidCard {
  const { answer } = defaultLimits
  return {
    transmit: async (command) => {
      const outcome = await reader.transmit(command, answer)
      if (outcome.type === 'failed') throw new Error(outcome.reason)
      return outcome.bytes
    },
    ...(reader.atr && { atr: reader.atr }),
  }
}
