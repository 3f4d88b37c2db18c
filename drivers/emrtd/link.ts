import { concatBytes, zero } from '../../src/shared/gm/bytes.ts'
import type { Clock } from '../clock.ts'
import {
  type Answer,
  type Command,
  decodeAnswer,
  encodeCommand,
  needsExtendedLength,
  status,
} from './apdu.ts'
import { DocumentFault } from './fault.ts'
import { inTime } from './in-time.ts'

/** Sends one command's octets to the chip and gives its answer's. Rejects when the card is no longer there. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>

/** Carries commands to the chip, in the clear or under secure messaging. */
export interface Channel {
  send(command: Command): Promise<Answer>
  /** Most octets of file that one short answer carries. */
  readonly mostData: number
}

export interface LinkLimits {
  /** Longest wait for one answer (ms). */
  readonly answer: number
  /** When all of it must be over (ms since 1970). */
  readonly deadline: number
}

export interface Link extends Channel {
  /** Commands that went to the chip so far. */
  readonly commands: number
}

/** More pieces than this no answer comes in: each carries up to 256 octets. */
const mostPieces = 256
/** More commands than this no reading takes, however the chip behaves. */
const mostCommands = 8192

/**
 * The way to one card. Fetches an answer that waits (61xx) and repeats a command whose expected length was wrong (6Cxx),
 * should the layer below have left that to us (ISO/IEC 7816-4, 5.3.4).
 * Throws `card-lifted` when `transmit` rejects, `too-slow`, `cancelled`, `unreadable`.
 */
export function openLink(
  transmit: Transmit,
  clock: Clock,
  limits: LinkLimits,
  signal: AbortSignal | undefined,
): Link {
  let commands = 0

  const exchange = async (bytes: Uint8Array): Promise<Answer> => {
    if (signal?.aborted) throw new DocumentFault('cancelled')
    const left = Math.min(limits.answer, limits.deadline - clock.now())
    if (left <= 0 || ++commands > mostCommands) throw new DocumentFault('too-slow')
    const reasons = { late: 'too-slow', failed: 'card-lifted' } as const
    return decodeAnswer(await inTime(transmit(bytes), clock, left, signal, reasons))
  }

  /** What is waiting in the chip, after what came already. */
  const fetchRest = async (first: Answer): Promise<Answer> => {
    const pieces: Uint8Array[] = []
    let answer = first
    for (let count = 0; (answer.status & 0xff00) === 0x6100; count++) {
      if (count === mostPieces) throw new DocumentFault('unreadable')
      pieces.push(answer.data)
      const waiting = answer.status & 0xff || 256
      answer = await exchange(encodeCommand({ cla: 0, ins: 0xc0, p1: 0, p2: 0, le: waiting }))
    }
    if (pieces.length === 0) return answer
    pieces.push(answer.data)
    const data = concatBytes(...pieces)
    for (const piece of pieces) zero(piece)
    return { data, status: answer.status }
  }

  return {
    mostData: 256,
    get commands() {
      return commands
    },
    send: async (command) => {
      const bytes = encodeCommand(command)
      let answer = await exchange(bytes)
      if ((answer.status & 0xff00) === 0x6c00 && command.le !== undefined && !needsExtendedLength(command)) {
        bytes[bytes.length - 1] = answer.status & 0xff
        answer = await exchange(bytes)
      }
      return fetchRest(answer)
    },
  }
}

/** Whether a file or application is not there, as chips say it: some passports answer 6A81 instead of 6A82. */
export function saysMissing(answer: Answer): boolean {
  return answer.status === status.fileNotFound || answer.status === status.functionNotSupported
}
