import type { Clock } from '../clock.ts'
import { getResponse, isCommand, withLe } from './apdu.ts'
import type { CardFailed, ReadyReader } from './pcsc-reader.ts'

/** No response of a command is longer (bytes of data; ISO/IEC 7816-4, 5.2). */
const mostData = 65_536

/** 61xx brings at least one byte each time, 256 mostly; a card that goes on for ever is not a card. */
const mostParts = 512

export type ApduOutcome =
  | {
      readonly type: 'response'
      /** Without the status word; for the caller to zero. */
      readonly data: Uint8Array
      /** SW1 SW2, big endian. Never 61xx. */
      readonly sw: number
    }
  | CardFailed

/** Where a protocol sends its commands; the only way to a card. */
export interface ApduChannel {
  /**
   * Sends a command and gathers its whole response. A card that says 61xx is asked for the rest; one that says 6Cxx
   * is asked again, once, with the length that it names.
   * @param command a command APDU, short or extended; the caller's to zero
   */
  transmit(command: Uint8Array): Promise<ApduOutcome>
}

/** Bytes that arrived in pieces, in one; the pieces are zeroed. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
    part.fill(0)
  }
  return whole
}

const lengthOf = (sw: number) => sw & 0xff || 256

/**
 * The channel to the card on a reader.
 * @param timeLimit milliseconds that a command may take, with all of its response
 */
export function apduChannel(
  reader: Pick<ReadyReader, 'transmit'>,
  clock: Clock,
  timeLimit: number,
): ApduChannel {
  const exchange = async (command: Uint8Array): Promise<ApduOutcome> => {
    const [cla = 0] = command
    const deadline = clock.now() + timeLimit
    const parts: Uint8Array[] = []
    let gathered = 0
    let next = command
    let corrected = false

    const give = (outcome: ApduOutcome): ApduOutcome => {
      if (outcome.type === 'failed') for (const part of parts) part.fill(0)
      return outcome
    }

    for (let asked = 0; asked < mostParts; asked += 1) {
      const left = deadline - clock.now()
      if (left <= 0) return give({ type: 'failed', reason: 'timed-out' })
      const answer = await reader.transmit(next, left)
      if (next !== command) next.fill(0)
      if (answer.type === 'failed') return give(answer)
      const { bytes } = answer
      if (bytes.length < 2) return give({ type: 'failed', reason: 'protocol' })
      const sw = new DataView(bytes.buffer, bytes.byteOffset).getUint16(bytes.length - 2)
      parts.push(bytes.subarray(0, -2))
      gathered += bytes.length - 2
      if (gathered > mostData) return give({ type: 'failed', reason: 'protocol' })
      if (sw >> 8 === 0x61) {
        next = getResponse(cla, lengthOf(sw))
      } else if (sw >> 8 === 0x6c && !corrected && bytes.length === 2) {
        corrected = true
        next = withLe(next === command ? command : getResponse(cla, 1), lengthOf(sw))
      } else {
        return { type: 'response', data: joined(parts), sw }
      }
    }
    return give({ type: 'failed', reason: 'protocol' })
  }

  return {
    transmit: async (command) => {
      if (!isCommand(command)) throw new TypeError('not a command')
      return exchange(command)
    },
  }
}
