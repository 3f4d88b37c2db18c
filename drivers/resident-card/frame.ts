import { type SamStatus, samStatus } from './status.ts'

/**
 * Frames of a SAM_A module (GA/T 467-2019), both ways:
 *
 *     AA AA AA 96 69 | length (2, big endian) | body | check
 *
 * The length counts body and check. The check is the XOR of all octets from the length to the end of the body. An
 * answer's body is SW1 SW2 SW3 and data.
 */
export const preamble: readonly number[] = [0xaa, 0xaa, 0xaa, 0x96, 0x69]

/** Preamble and length (octets). */
export const headLength = 7

/** SW1 SW2 SW3 and the check. */
const shortestLength = 4

/** What the length of the largest answer says: text, photo and two fingerprints. Never asked for, but legal. */
const longestLength = 0x090a

/** No frame is longer than this (octets). */
export const largestFrame = headLength + longestLength

/** XOR of the octets. */
export function checkOf(bytes: Uint8Array): number {
  let check = 0
  // By index, which is ten times as fast as by iterator: noise that looks like frames is summed again and again.
  for (let index = 0; index < bytes.length; index++) check ^= bytes[index] ?? 0
  return check
}

/** `data` is a view that is zeroed when the call returns. */
export interface SamAnswer {
  readonly type: 'answer'
  readonly status: SamStatus
  readonly data: Uint8Array
}

/** What began like a frame and was none. */
export interface SamFrameRefusal {
  readonly type: 'refused'
  readonly fault: 'length' | 'checksum'
}

export type SamFrameResult = SamAnswer | SamFrameRefusal

export interface SamFrameReader {
  /** Takes what came and calls back with each frame that is now complete. `chunk` may be zeroed afterwards. */
  push(chunk: Uint8Array, onResult: (result: SamFrameResult) => void): void
  /** Zeroes and forgets an unfinished frame. May be called from within the callback. */
  reset(): void
}

/**
 * Finds the answers in a stream of octets, however it is cut. Holds one frame, in one buffer that is there from the
 * start and never grows; what is used of it is zeroed after each frame. What precedes a preamble is dropped. After a
 * refusal the search goes on one octet further, so that a whole frame behind a torn one is found.
 */
export function samFrameReader(): SamFrameReader {
  const buffer = new Uint8Array(new ArrayBuffer(largestFrame))
  let filled = 0

  const drop = (count: number) => {
    const kept = Math.max(0, filled - count)
    buffer.copyWithin(0, filled - kept, filled)
    buffer.fill(0, kept, filled)
    filled = kept
  }

  const beginsAt = (start: number): boolean => {
    const end = Math.min(preamble.length, filled - start)
    for (let index = 0; index < end; index++) {
      if (buffer[start + index] !== preamble[index]) return false
    }
    return true
  }

  /** Afterwards the buffer is empty or begins like a frame. */
  const synchronise = () => {
    let start = 0
    while (start < filled && !beginsAt(start)) start++
    if (start > 0) drop(start)
  }

  const lengthField = () => ((buffer[5] ?? 0) << 8) | (buffer[6] ?? 0)

  /** Octets up to the end of what is being received: the head first, then the whole frame. */
  const wanted = () => (filled < headLength ? headLength : headLength + lengthField())

  const deliver = (frame: Uint8Array, onResult: (result: SamFrameResult) => void) => {
    const [sw1 = 0, sw2 = 0, sw3 = 0] = frame.subarray(headLength)
    const data = frame.subarray(headLength + 3, frame.length - 1)
    try {
      onResult({ type: 'answer', status: samStatus(sw1, sw2, sw3), data })
    } finally {
      drop(frame.length)
    }
  }

  const refuse = (fault: SamFrameRefusal['fault'], onResult: (result: SamFrameResult) => void) => {
    drop(1)
    onResult({ type: 'refused', fault })
  }

  const settle = (onResult: (result: SamFrameResult) => void) => {
    for (;;) {
      synchronise()
      if (filled < headLength) return
      const length = lengthField()
      if (length < shortestLength || length > longestLength) {
        refuse('length', onResult)
        continue
      }
      if (filled < headLength + length) return
      const frame = buffer.subarray(0, headLength + length)
      // The XOR over the frame from its length on, its check included, is zero.
      if (checkOf(frame.subarray(preamble.length)) === 0) deliver(frame, onResult)
      else refuse('checksum', onResult)
    }
  }

  return {
    push: (chunk, onResult) => {
      let taken = 0
      while (taken < chunk.length) {
        const part = chunk.subarray(taken, taken + wanted() - filled)
        buffer.set(part, filled)
        filled += part.length
        taken += part.length
        settle(onResult)
      }
    },
    reset: () => {
      drop(filled)
    },
  }
}
