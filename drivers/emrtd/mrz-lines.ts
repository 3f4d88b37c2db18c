import { zero } from '../../src/shared/gm/bytes.ts'
import type { Clock } from '../clock.ts'

/** The lines of one zone follow each other within milliseconds. After this long (ms) without any, none comes. */
const lineSilence = 1_000

/** A whole zone has this many characters: three lines of 30, or two of 44. */
const wholeZones: ReadonlySet<number> = new Set([90, 88])
const longestZone = 90
/** With a line end behind every line. */
const longestRead = 96

export interface MrzLines {
  /** One read of a scanner, which may be a whole zone or one line of it; copied. */
  add(read: Uint8Array): void
  /** Zeroes what there is of a zone. */
  forget(): void
}

export interface MrzLinesListener {
  /** A whole zone; zeroed when the call returns. */
  onZone(zone: Uint8Array): void
  /** What was read is no line of a zone, or the rest of it did not come. */
  onRefused(): void
}

/** Puts a zone together from a scanner that sends every line by itself, or all of them at once. */
export function mrzLines(clock: Clock, listener: MrzLinesListener): MrzLines {
  const buffer = new Uint8Array(longestZone)
  let length = 0
  let stopWaiting: () => void = () => undefined

  const forget = () => {
    stopWaiting()
    zero(buffer)
    length = 0
  }
  const refuse = () => {
    forget()
    listener.onRefused()
  }
  const append = (read: Uint8Array): boolean => {
    for (const octet of read) {
      if (octet === 0x0a || octet === 0x0d) continue
      if (length === longestZone) return false
      buffer[length++] = octet
    }
    return true
  }
  const isLine = (count: number) => count > 0 && (count % 30 === 0 || count === 44)

  return {
    add: (read) => {
      stopWaiting()
      if (read.length > longestRead || !append(read)) {
        refuse()
        return
      }
      if (wholeZones.has(length)) {
        try {
          listener.onZone(buffer.subarray(0, length))
        } finally {
          forget()
        }
      } else if (isLine(length)) stopWaiting = clock.after(lineSilence, refuse)
      else refuse()
    },
    forget,
  }
}
