/**
 * Command APDUs as bytes (ISO/IEC 7816-4:2020, 5.2): CLA INS P1 P2, then nothing (case 1), Le (2), Lc and data (3),
 * or Lc, data and Le (4). Lc and Le are one byte each, or extended: 00 and two bytes, where Le after an extended Lc
 * has no 00 of its own.
 */

/** Header, extended Lc, 65,535 bytes of data, extended Le. */
export const longestCommand = 4 + 3 + 0xffff + 2

/** The longest response to a command: 65,536 bytes of data and the status word (5.1). */
export const longestResponse = 65_538

interface Shape {
  /** Where Le begins; the command's length when it has none. */
  readonly le: number
  readonly extended: boolean
  readonly hasData: boolean
}

function shapeOf(command: Uint8Array): Shape | null {
  const [, , , , first, second, third] = command
  const { length } = command
  if (length < 4 || length > longestCommand) return null
  if (first === undefined) return { le: 4, extended: false, hasData: false }
  if (length === 5) return { le: 4, extended: false, hasData: false }
  if (first === 0 && second !== undefined && third !== undefined) {
    if (length === 7) return { le: 4, extended: true, hasData: false }
    const end = 7 + second * 256 + third
    return end > 7 && (length === end || length === end + 2)
      ? { le: end, extended: true, hasData: true }
      : null
  }
  const end = 5 + first
  return first > 0 && (length === end || length === end + 1)
    ? { le: end, extended: false, hasData: true }
    : null
}

/** Whether these bytes are a command APDU of one of the four cases. */
export function isCommand(command: Uint8Array): boolean {
  return shapeOf(command) !== null
}

/**
 * The same command, asking for another number of bytes.
 * @param le 1 to 256
 * @returns bytes of its own
 */
export function withLe(command: Uint8Array, le: number): Uint8Array {
  const shape = shapeOf(command)
  if (!shape || le < 1 || le > 256) throw new TypeError('not a command')
  const { extended, hasData } = shape
  const field = extended ? [...(hasData ? [] : [0]), le >> 8, le & 0xff] : [le & 0xff]
  const changed = new Uint8Array(shape.le + field.length)
  changed.set(command.subarray(0, shape.le))
  changed.set(field, shape.le)
  return changed
}

/**
 * GET RESPONSE for what is left of a command's response (11.8.1): on the command's logical channel, without its
 * secure messaging and chaining.
 * @param cla the command's class
 * @param le 1 to 256
 */
export function getResponse(cla: number, le: number): Uint8Array {
  return Uint8Array.of(plainClass(cla), 0xc0, 0, 0, le & 0xff)
}

/** Only the logical channel of a class (5.4.1): two bits of a first class, four of a further one. */
function plainClass(cla: number): number {
  if (cla >= 0x80) return cla
  return cla < 0x40 ? cla & 0x03 : cla & 0x4f
}
