import { checkOf, headLength, preamble } from './frame.ts'

/** Rates of the UART (8N1), fastest first: `60 00` to `60 04` set them. */
export const baudRates = [115_200, 57_600, 38_400, 19_200, 9_600] as const
export type BaudRate = (typeof baudRates)[number]

/**
 * CMD PARA of what a terminal may ask of a SAM (GA/T 467-2019). The two other reads, 30 10 (with fingerprints) and
 * 30 03 (appended address), are not here, so that they cannot be asked for: an identity check needs neither.
 */
const octets = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  'sam-number': [0x12, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  /** Text and photo. */
  read: [0x30, 0x01],
  /** No more than 80 octets at once over the air. From one source. */
  'limit-radio-octets': [0x61, 0xff, 0x50],
} as const

export type SamCommand = keyof typeof octets | { readonly baud: BaudRate }

function bodyOf(command: SamCommand): readonly number[] {
  return typeof command === 'string' ? octets[command] : [0x60, baudRates.indexOf(command.baud)]
}

/** The command as a whole frame, in a new array. */
export function writeSamCommand(command: SamCommand): Uint8Array {
  const body = bodyOf(command)
  const frame = new Uint8Array(headLength + body.length + 1)
  frame.set(preamble)
  frame[6] = body.length + 1
  frame.set(body, headLength)
  frame[frame.length - 1] = checkOf(frame.subarray(preamble.length))
  return frame
}
