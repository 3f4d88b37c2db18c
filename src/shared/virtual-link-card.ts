import { largestLinkTransfer, VirtualLinkError } from './virtual-link.ts'

/**
 * What passes between a contactless reader on the virtual devices' link and a host: the payloads of `input` and
 * `output` frames (see virtual-link.ts), one operation each.
 *
 * | operation | from | octets |
 * |---|---|---|
 * | absent | reader | 0x00: no chip lies there |
 * | present | reader | 0x01 ‖ power-up (4) ‖ answer to reset (1 to 33): a chip lies there and was powered up |
 * | response | reader | 0x02 ‖ power-up (4) ‖ response (2 to 65,538), status word last |
 * | failed | reader | 0x03 ‖ power-up (4): no answer was made out, as PC/SC says it by `SCARD_E_NOT_TRANSACTED` |
 * | reset | host | 0x01: power up anew whatever chip lies there, and say what does |
 * | command | host | 0x02 ‖ power-up (4) ‖ command (4 to 65,544) |
 *
 * The reader says `absent` or `present` after each reset, and at each change. Every power-up has a number of its own,
 * so that a command never reaches a chip other than the one it was meant for, nor a response a command that did not ask
 * for it. What names another power-up than the last is ignored. One command at a time. After `failed` nothing is known of
 * the chip: the host has it powered up anew.
 */
export type CardInput =
  | { readonly operation: 'absent' }
  | { readonly operation: 'present'; readonly powerUp: number; readonly atr: Uint8Array }
  | { readonly operation: 'response'; readonly powerUp: number; readonly response: Uint8Array }
  | { readonly operation: 'failed'; readonly powerUp: number }

export type CardOutput =
  | { readonly operation: 'reset' }
  | { readonly operation: 'command'; readonly powerUp: number; readonly command: Uint8Array }

/** Operation and power-up. */
const headLength = 5
const codes = {
  absent: 0x00,
  present: 0x01,
  response: 0x02,
  failed: 0x03,
  reset: 0x01,
  command: 0x02,
} as const

/** ISO/IEC 7816-3, 8.2.1: the initial character and at most 32 more. */
const longestAnswerToReset = 33
/** ISO/IEC 7816-4, 5.1: 65,536 octets of data and the status word. */
const longestResponse = 65_538
const shortestCommand = 4
const longestCommand = largestLinkTransfer - headLength

/** In a buffer of its own, see `copyOf` in virtual-link.ts. */
function join(code: number, powerUp: number, body: Uint8Array, least: number, most: number): Uint8Array {
  if (body.length < least || body.length > most) throw new VirtualLinkError('payload')
  const bytes = new Uint8Array(new ArrayBuffer(headLength + body.length))
  bytes[0] = code
  new DataView(bytes.buffer).setUint32(1, powerUp)
  bytes.set(body, headLength)
  return bytes
}

/** @throws VirtualLinkError for an answer to reset or a response that no chip can give */
export function writeCardInput(input: CardInput): Uint8Array {
  switch (input.operation) {
    case 'absent':
      return Uint8Array.of(codes.absent)
    case 'present':
      return join(codes.present, input.powerUp, input.atr, 1, longestAnswerToReset)
    case 'response':
      return join(codes.response, input.powerUp, input.response, 2, longestResponse)
    case 'failed':
      return join(codes.failed, input.powerUp, new Uint8Array(0), 0, 0)
  }
}

/** @throws VirtualLinkError for what is too short or too long to be a command */
export function writeCardOutput(output: CardOutput): Uint8Array {
  if (output.operation === 'reset') return Uint8Array.of(codes.reset)
  return join(codes.command, output.powerUp, output.command, shortestCommand, longestCommand)
}

/** What follows the head; a view. */
function bodyOf(bytes: Uint8Array, least: number, most: number): { powerUp: number; body: Uint8Array } {
  const length = bytes.length - headLength
  if (length < least || length > most) throw new VirtualLinkError('payload')
  const powerUp = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1)
  return { powerUp, body: bytes.subarray(headLength) }
}

/**
 * Reads what a reader says. The octets in the result are a view of the given ones.
 * @throws VirtualLinkError
 */
export function readCardInput(bytes: Uint8Array): CardInput {
  switch (bytes[0] ?? -1) {
    case codes.absent:
      if (bytes.length !== 1) throw new VirtualLinkError('payload')
      return { operation: 'absent' }
    case codes.present: {
      const { powerUp, body } = bodyOf(bytes, 1, longestAnswerToReset)
      return { operation: 'present', powerUp, atr: body }
    }
    case codes.response: {
      const { powerUp, body } = bodyOf(bytes, 2, longestResponse)
      return { operation: 'response', powerUp, response: body }
    }
    case codes.failed:
      return { operation: 'failed', powerUp: bodyOf(bytes, 0, 0).powerUp }
    default:
      throw new VirtualLinkError('payload')
  }
}

/**
 * Reads what a host wants of a reader. The octets in the result are a view of the given ones.
 * @throws VirtualLinkError
 */
export function readCardOutput(bytes: Uint8Array): CardOutput {
  switch (bytes[0] ?? -1) {
    case codes.reset:
      if (bytes.length !== 1) throw new VirtualLinkError('payload')
      return { operation: 'reset' }
    case codes.command: {
      const { powerUp, body } = bodyOf(bytes, shortestCommand, longestCommand)
      return { operation: 'command', powerUp, command: body }
    }
    default:
      throw new VirtualLinkError('payload')
  }
}
