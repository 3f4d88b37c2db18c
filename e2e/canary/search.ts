import { type Needle, needlesFor, type Secret, shortestNeedle } from './encodings.ts'

/** Looks for many needles in one pass. */
export interface Search {
  /**
   * Names of the needles that `bytes` holds, each once.
   * @param bytes any length; a needle that is cut in two by the caller is not found
   */
  in(bytes: Uint8Array): ReadonlySet<string>
  /** Octets that two neighbouring pieces of one stream must share, so that nothing is lost between them. */
  readonly overlap: number
}

interface Candidate {
  readonly needle: Needle
  /** Where in the needle the word stands. */
  readonly offset: number
}

const filterBits = 16

/** Spreads a 32-bit word over the filter. */
function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - filterBits)
}

function candidatesFor(needles: readonly Needle[]): ReadonlyMap<number, readonly Candidate[]> {
  const candidates = new Map<number, Candidate[]>()
  for (const needle of needles) {
    if (needle.bytes.length < shortestNeedle)
      throw new RangeError(`${needle.name}: too short to be told from chance`)
    const view = new DataView(needle.bytes.buffer, needle.bytes.byteOffset, needle.bytes.length)
    for (let offset = 0; offset < 4; offset++) {
      const word = view.getInt32(offset, true)
      candidates.set(word, [...(candidates.get(word) ?? []), { needle, offset }])
    }
  }
  return candidates
}

/**
 * Reads the haystack as aligned 32-bit words: wherever a needle of at least seven octets lies, one of its first four
 * words is aligned. A filter of one octet per hash passes few words on to be compared in full.
 */
export function searchFor(secrets: readonly Secret[]): Search {
  const needles = secrets.flatMap(needlesFor)
  const candidates = candidatesFor(needles)
  const filter = new Uint8Array(1 << filterBits)
  for (const word of candidates.keys()) filter[slotOf(word)] = 1
  const isHere = (bytes: Uint8Array, at: number, wanted: Uint8Array): boolean => {
    if (at < 0 || at + wanted.length > bytes.length) return false
    for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false
    return true
  }
  return {
    overlap: Math.max(...needles.map(({ bytes }) => bytes.length)) + 4,
    in(given) {
      const found = new Set<string>()
      const bytes = inWholeWords(given)
      const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
      for (let index = 0; index < words.length; index++) {
        const word = words[index] ?? 0
        if (word === 0 || filter[slotOf(word)] === 0) continue
        for (const { needle, offset } of candidates.get(word) ?? []) {
          if (isHere(bytes, index * 4 - offset, needle.bytes)) found.add(needle.name)
        }
      }
      return found
    },
  }
}

/** The same octets where words are aligned, with zeros behind them up to a whole word. */
function inWholeWords(given: Uint8Array): Uint8Array {
  if (given.byteOffset % 4 === 0 && given.length % 4 === 0) return given
  const whole = new Uint8Array(Math.ceil(given.length / 4) * 4)
  whole.set(given)
  return whole
}

/** Where secrets were found: place → names of the needles. Empty when nothing was found. */
export type Findings = Record<string, readonly string[]>

export function note(findings: Findings, place: string, found: ReadonlySet<string>): void {
  if (found.size > 0) findings[place] = [...new Set([...(findings[place] ?? []), ...found])]
}
