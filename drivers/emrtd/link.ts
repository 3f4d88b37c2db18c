import { zero } from '../../src/shared/gm/bytes.ts'
import type { Clock } from '../clock.ts'
import { wholeResponse } from '../pcsc/whole-response.ts'
import { type Answer, type Command, encodeCommand, status } from './apdu.ts'
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

/** More commands than this no reading takes, however the chip behaves. */
const mostCommands = 8192

/**
 * The way to one card. Fetches an answer that waits (61xx) and repeats a command whose expected length was wrong (6Cxx),
 * should the layer below have left that to us.
 * Throws `card-lifted` when `transmit` rejects, `too-slow`, `cancelled`, `unreadable`.
 */
export function openLink(
  transmit: Transmit,
  clock: Clock,
  limits: LinkLimits,
  signal: AbortSignal | undefined,
): Link {
  let commands = 0

  const exchange = async (bytes: Uint8Array): Promise<Uint8Array> => {
    if (signal?.aborted) throw new DocumentFault('cancelled')
    const left = Math.min(limits.answer, limits.deadline - clock.now())
    if (left <= 0 || ++commands > mostCommands) throw new DocumentFault('too-slow')
    const reasons = { late: 'too-slow', failed: 'card-lifted' } as const
    const sent = transmit(bytes)
    try {
      return await inTime(sent, clock, left, signal, reasons)
    } catch (error) {
      // Nobody waits for it any more, and it may hold what nobody may find.
      sent.then(zero, () => undefined)
      throw error
    }
  }

  return {
    mostData: 256,
    get commands() {
      return commands
    },
    send: async (command) => {
      const bytes = encodeCommand(command)
      try {
        const response = await wholeResponse(bytes, exchange)
        if (!response) throw new DocumentFault('unreadable')
        return response
      } finally {
        zero(bytes)
      }
    },
  }
}

/** Whether a file or application is not there, as chips say it: some passports answer 6A81 instead of 6A82. */
export function saysMissing(answer: Answer): boolean {
  return answer.status === status.fileNotFound || answer.status === status.functionNotSupported
}
