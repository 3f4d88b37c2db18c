import type { VirtualCard } from './cards.ts'
import { answerFrame, commandReader, type ReceivedCommand } from './frames.ts'
import { noFaults, type SamFaults, spoil } from './faults.ts'

/** The time a SAM takes. Calls back once after so long (ms); returns the way to call it off. */
export interface SamClock {
  after(milliseconds: number, callback: () => void): () => void
}

/**
 * A SAM_A module: commands in, answers out, any card on it. It does not know what carries its octets: a link, a
 * terminal pair or a USB device. Asked while it is busy, it answers one thing after the other, as the real ones do.
 */
export interface VirtualSam {
  /** What the terminal sends, cut anywhere. */
  receive(bytes: Uint8Array): void
  /** Lays a card down; another one that lies there is taken away. */
  lay(card: VirtualCard): void
  lift(): void
  readonly card: VirtualCard | null
  /** What is wrong with it from now on; what is not named is as it should be. */
  setFaults(faults: Partial<SamFaults>): void
  /** CMD PARA of everything that was asked, in hexadecimal, oldest first; the last thousand. */
  readonly asked: readonly string[]
  /** Calls off what it was about to answer. */
  unplug(): void
}

export interface VirtualSamOptions {
  readonly clock: SamClock
  /** Takes what the SAM sends. It owns the octets. */
  readonly send: (octets: Uint8Array) => void
  /** 0 to 1, for noise. */
  readonly random?: () => number
  /** The last number of the SAM: two SAMs are told apart by it. */
  readonly serial?: number
}

/** How long each takes (ms). */
const times = { find: 250, select: 250, read: 1_500, other: 10 } as const

const remembered = 1_000

/** How far the terminal has come with the card that lies there. Only lifting it lets it be found again after a read. */
type CardState = 'laid' | 'found' | 'selected' | 'read'

/** What a SAM answers when it is asked for its number. */
export function samNumber(serial = 1): Uint8Array {
  const octets = new Uint8Array(16)
  const view = new DataView(octets.buffer)
  view.setUint16(0, 5, true)
  view.setUint16(2, 3, true)
  view.setUint32(4, 20_260_101, true)
  view.setUint32(8, 990_000, true)
  view.setUint32(12, serial, true)
  return octets
}

/** Lengths, text, photo, and no fingerprint where one was asked for. */
function reading({ text, photo }: VirtualCard, withFingerprint: boolean): Uint8Array {
  const lengths = withFingerprint ? 6 : 4
  const data = new Uint8Array(lengths + text.length + photo.length)
  const view = new DataView(data.buffer)
  view.setUint16(0, text.length)
  view.setUint16(2, photo.length)
  data.set(text, lengths)
  data.set(photo, lengths + text.length)
  return data
}

export function virtualSam({ clock, send, random = Math.random, serial = 1 }: VirtualSamOptions): VirtualSam {
  let card: VirtualCard | null = null
  let cardState: CardState = 'laid'
  let faults: SamFaults = noFaults
  let asked: string[] = []
  let queue: ReceivedCommand[] = []
  let callOff: (() => void) | null = null

  const find = () => {
    if (!card || cardState === 'read') return answerFrame(0x80)
    cardState = 'found'
    return answerFrame(0x9f, new Uint8Array(4))
  }

  const select = () => {
    if (!card || cardState !== 'found') return answerFrame(0x81)
    cardState = 'selected'
    return answerFrame(0x90, new Uint8Array(8))
  }

  const read = (parameter: number) => {
    if (!card) return answerFrame(0x41)
    if (cardState !== 'selected') return answerFrame(0x34)
    cardState = 'read'
    if (faults.unreadable) return answerFrame(0x33)
    return answerFrame(0x90, reading(card, parameter === 0x10))
  }

  const lift = () => {
    card = null
    cardState = 'laid'
  }

  /** Decided when the time is over: a card that was lifted meanwhile is not there. */
  const answer = (received: ReceivedCommand): Uint8Array => {
    if (received.type === 'wrong') return answerFrame(received.what === 'checksum' ? 0x10 : 0x11)
    const { command, parameter } = received
    switch ((command << 8) | parameter) {
      case 0x10ff:
        cardState = 'laid'
        return answerFrame(0x90)
      case 0x11ff:
        return answerFrame(faults.selfTestFailed ? 0x60 : 0x90)
      case 0x12ff:
        return answerFrame(0x90, samNumber(serial))
      case 0x61ff:
        return answerFrame(0x90)
      case 0x2001:
        return faults.notAuthorised ? answerFrame(0x66) : find()
      case 0x2002:
        return select()
      case 0x3001:
      case 0x3010:
        if (faults.liftedWhileRead) lift()
        return read(parameter)
      case 0x3003:
        return answerFrame(0x91)
      default:
        return command === 0x60 && parameter <= 4 ? answerFrame(0x90) : answerFrame(0x21)
    }
  }

  const timeOf = (received: ReceivedCommand): number => {
    const command = received.type === 'command' ? (received.command << 8) | received.parameter : 0
    if (command === 0x2001) return times.find
    if (command === 0x2002) return times.select
    return command >> 8 === 0x30 ? times.read : times.other
  }

  const next = () => {
    const [received] = queue
    if (callOff || !received) return
    callOff = clock.after(timeOf(received) * faults.slowness, () => {
      callOff = null
      queue = queue.slice(1)
      const octets = answer(received)
      for (const piece of spoil(octets, faults, random)) send(piece)
      next()
    })
  }

  const receive = commandReader((received) => {
    if (received.type === 'command') {
      const octets = Buffer.from([received.command, received.parameter]).toString('hex')
      asked = [...asked.slice(1 - remembered), octets]
    }
    if (queue.length < remembered) queue = [...queue, received]
    next()
  })

  return {
    receive,
    lay: (laid) => {
      lift()
      card = laid
    },
    lift,
    get card() {
      return card
    },
    setFaults: (given) => {
      faults = { ...noFaults, ...given }
    },
    get asked() {
      return asked
    },
    unplug: () => {
      callOff?.()
      callOff = null
      queue = []
    },
  }
}
