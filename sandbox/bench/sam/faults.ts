/** What can be wrong with a virtual SAM and its cable. */
export interface SamFaults {
  readonly selfTestFailed: boolean
  readonly notAuthorised: boolean
  /** The card's data do not verify. */
  readonly unreadable: boolean
  /** Somebody takes the card away while it is being read. */
  readonly liftedWhileRead: boolean
  /** Answers nothing at all. */
  readonly silent: boolean
  /** One octet of every answer is changed. */
  readonly damaged: boolean
  /** Only so many octets of an answer come. */
  readonly cutAfter: number | null
  /** Octets of noise before every answer. */
  readonly noise: number
  /** Every answer is noise, of the answer's length. */
  readonly garbage: boolean
  /** Answers come in pieces of so many octets. */
  readonly pieces: number | null
  /** 1 is as fast as it should be, 2 takes twice the time. */
  readonly slowness: number
}

export const noFaults: SamFaults = {
  selfTestFailed: false,
  notAuthorised: false,
  unreadable: false,
  liftedWhileRead: false,
  silent: false,
  damaged: false,
  cutAfter: null,
  noise: 0,
  garbage: false,
  pieces: null,
  slowness: 1,
}

function noise(length: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}

/** What of an answer comes out of the cable, in the pieces in which it comes. */
export function spoil(answer: Uint8Array, faults: SamFaults, random: () => number): readonly Uint8Array[] {
  if (faults.silent) return []
  const octets = faults.garbage
    ? noise(answer.length, random)
    : answer.slice(0, faults.cutAfter ?? answer.length)
  const middle = octets.length >> 1
  if (faults.damaged) octets[middle] = (octets[middle] ?? 0) ^ 0x10
  const sent = Uint8Array.from([...noise(faults.noise, random), ...octets])
  const size = faults.pieces ?? Math.max(1, sent.length)
  const count = Math.ceil(sent.length / size)
  return Array.from({ length: count }, (_, index) => sent.slice(index * size, (index + 1) * size))
}
