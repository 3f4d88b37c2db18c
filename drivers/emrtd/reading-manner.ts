/**
 * How this chip likes to be read, as far as is known. Begins with the fewest commands and takes back, one after another,
 * what the chip turns out not to know. Kept while the same document is read, also when it is laid down again.
 */
export interface ReadingManner {
  /** READ BINARY finds a file by its short identifier. */
  shortIds: boolean
  /** Commands and answers may have extended length. */
  extended: boolean
  /** More may be asked for than the file holds. */
  beyondEnd: boolean
  /** Most octets of file in one answer, below what the channel carries. */
  most: number
}

/** No chip has a smaller buffer. */
const least = 16

/** @param extended whether the chip says that it knows extended length */
export function firstManner(extended: boolean): ReadingManner {
  return { shortIds: true, extended, beyondEnd: true, most: Number.POSITIVE_INFINITY }
}

/**
 * Takes back the boldest thing that the refused command may have been refused for. Gives false when nothing is left.
 * @param asked octets that were asked for
 */
export function moreModest(
  manner: ReadingManner,
  refused: { readonly byShortId: boolean; readonly asked: number; readonly lengthUnknown: boolean },
): boolean {
  if (manner.extended && refused.asked > 256) manner.extended = false
  else if (refused.byShortId) manner.shortIds = false
  else if (refused.lengthUnknown && manner.beyondEnd) manner.beyondEnd = false
  else if (refused.asked / 2 >= least) manner.most = Math.floor(refused.asked / 2)
  else return false
  return true
}

/** Card capabilities in the historical octets of an answer to reset (ISO/IEC 7816-4, 12.1.1 and 12.2.2). */
export function saysExtendedLength(atr: Uint8Array | undefined): boolean {
  const historical = atr && historicalOf(atr)
  // Category 00 has three octets of status behind its data objects, 80 none that counts.
  if (!historical || (historical[0] !== 0x80 && historical[0] !== 0x00)) return false
  const end = historical[0] === 0 ? historical.length - 3 : historical.length
  for (let at = 1; at < end;) {
    const head = historical[at] ?? 0
    const length = head & 0x0f
    if (head >> 4 === 7 && length === 3) return ((historical[at + 3] ?? 0) & 0x40) !== 0
    at += 1 + length
  }
  return false
}

/** ISO/IEC 7816-3, 8.2: TS, T0, interface octets as the high halves of T0 and each TD say, then the historical ones. */
function historicalOf(atr: Uint8Array): Uint8Array | undefined {
  const format = atr[1]
  if (format === undefined || atr.length > 33) return undefined
  let at = 2
  for (let announced = format >> 4; announced > 0;) {
    for (let bit = 1; bit < 8; bit <<= 1) if (announced & bit) at++
    if ((announced & 8) === 0) break
    announced = (atr[at++] ?? 0) >> 4
  }
  const historical = atr.subarray(at, at + (format & 0x0f))
  return historical.length === (format & 0x0f) ? historical : undefined
}
