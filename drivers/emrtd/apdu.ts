/** A command to the chip (ISO/IEC 7816-4, 5.1). */
export interface Command {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data?: Uint8Array
  /** Most octets of answer wanted, 1 to 65,536; absent: none. */
  readonly le?: number
}

/** The chip's answer: data and status word. */
export interface Answer {
  readonly data: Uint8Array
  readonly status: number
}

/** Status words (ISO/IEC 7816-4, 5.1.3) that mean something to this reader. */
export const status = {
  success: 0x9000,
  /** The file ended before as much as was asked for. */
  endOfFile: 0x6282,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
} as const

const longestShortData = 255
const longestShortAnswer = 256

/** Whether a command does not fit the short form. */
export function needsExtendedLength({ data, le = 0 }: Command): boolean {
  return (data?.length ?? 0) > longestShortData || le > longestShortAnswer
}

/** The command's octets: short if they fit, else with extended length in both fields. */
export function encodeCommand(command: Command): Uint8Array {
  const { cla, ins, p1, p2, data, le } = command
  const extended = needsExtendedLength(command)
  const bytes = [cla, ins, p1, p2]
  const count = data?.length ?? 0
  if (count > 0xffff || (le !== undefined && (le < 1 || le > 0x1_00_00))) throw new TypeError('length')
  if (extended) bytes.push(0)
  if (count > 0) bytes.push(...(extended ? [count >> 8, count & 0xff] : [count]))
  const encodedLe = le === undefined ? [] : extended ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff]
  const encoded = new Uint8Array(bytes.length + count + encodedLe.length)
  encoded.set(bytes)
  if (data) encoded.set(data, bytes.length)
  encoded.set(encodedLe, bytes.length + count)
  return encoded
}
