/**
 * Frames as a SAM_A module (GA/T 467-2019) sees them: commands come, answers go. Written from the module's side; the
 * terminal's driver shares nothing with it.
 */

const start = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const

/** No command is longer than this (octets after the length). */
const longestCommand = 64

/** SW1 SW2 SW3 and data as a whole frame. */
export function answerFrame(sw3: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const length = 3 + data.length + 1
  const covered = [length >> 8, length & 0xff, 0x00, 0x00, sw3]
  const frame = new Uint8Array(start.length + 2 + length)
  frame.set(start)
  frame.set(covered, start.length)
  frame.set(data, start.length + covered.length)
  frame[frame.length - 1] = [...covered, ...data].reduce((sum, octet) => sum ^ octet, 0)
  return frame
}

export type ReceivedCommand =
  | { readonly type: 'command'; readonly command: number; readonly parameter: number }
  | { readonly type: 'wrong'; readonly what: 'checksum' | 'length' }

/** Finds commands in what the terminal sends, however it is cut. */
export function commandReader(onCommand: (command: ReceivedCommand) => void): (bytes: Uint8Array) => void {
  let octets: number[] = []

  const take = (octet: number) => {
    octets.push(octet)
    if (octets.length <= start.length) {
      const expected = start[octets.length - 1]
      if (octet !== expected) octets = beginningIn(octets.length, octet)
      return
    }
    if (octets.length < start.length + 2) return
    const [high = 0, low = 0, ...rest] = octets.slice(start.length)
    const length = (high << 8) | low
    if (length < 3 || length > longestCommand) {
      octets = []
      onCommand({ type: 'wrong', what: 'length' })
      return
    }
    if (rest.length < length) return
    octets = []
    const check = [high, low, ...rest].reduce((sum, part) => sum ^ part, 0)
    const [command = 0, parameter = 0] = rest
    onCommand(check === 0 ? { type: 'command', command, parameter } : { type: 'wrong', what: 'checksum' })
  }

  return (bytes) => {
    for (const octet of bytes) take(octet)
  }
}

/** What of a broken start can be the beginning of another: after a fourth AA the last three, else a single one. */
function beginningIn(count: number, last: number): number[] {
  if (last !== start[0]) return []
  return count === 4 ? start.slice(0, 3) : start.slice(0, 1)
}
