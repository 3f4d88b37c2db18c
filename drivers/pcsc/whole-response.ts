import { concatBytes, zero } from '../../src/shared/gm/bytes.ts'
import { getResponse, isCommand, longestResponse, withLe } from './apdu.ts'

/** 61xx brings at least one byte each time, 256 mostly; a card that goes on for ever is not a card. */
const mostParts = 512

export interface WholeResponse {
  /** Without the status word; for the caller to zero. */
  readonly data: Uint8Array
  /** SW1 SW2, big endian. Never 61xx. */
  readonly status: number
}

const lengthOf = (sw: number) => sw & 0xff || 256

/**
 * Sends a command and gathers its whole response (ISO/IEC 7816-4, 5.3.4). A card that says 61xx is asked for the rest; one
 * that says 6Cxx is asked again, once, with the length that it names. Gives null when it answers as no card may. What
 * arrived in pieces is zeroed, whatever happens.
 * @param command a command APDU, short or extended; the caller's to zero
 * @param transmit sends one command to the card; what it throws is thrown on
 */
export async function wholeResponse(
  command: Uint8Array,
  transmit: (command: Uint8Array) => Promise<Uint8Array>,
): Promise<WholeResponse | null> {
  if (!isCommand(command)) throw new TypeError('not a command')
  const [cla = 0] = command
  const answers: Uint8Array[] = []
  const parts: Uint8Array[] = []
  let gathered = 0
  let next = command
  let corrected = false
  try {
    for (let asked = 0; asked < mostParts; asked += 1) {
      const answer = await transmit(next)
      if (next !== command) zero(next)
      answers.push(answer)
      if (answer.length < 2) return null
      const sw = new DataView(answer.buffer, answer.byteOffset).getUint16(answer.length - 2)
      parts.push(answer.subarray(0, -2))
      gathered += answer.length - 2
      if (gathered > longestResponse - 2) return null
      if (sw >> 8 === 0x61) {
        next = getResponse(cla, lengthOf(sw))
      } else if (sw >> 8 === 0x6c && !corrected && answer.length === 2) {
        corrected = true
        next = withLe(next === command ? command : getResponse(cla, 1), lengthOf(sw))
      } else {
        return { data: concatBytes(...parts), status: sw }
      }
    }
    return null
  } finally {
    for (const answer of answers) zero(answer)
    if (next !== command) zero(next)
  }
}
