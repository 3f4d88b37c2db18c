/**
 * The plaintext inside a sealed evidence, as both ends agree on it:
 *
 *     EvidenceContent ::= SEQUENCE {
 *       version    INTEGER (1),
 *       kind       PrintableString,    -- evidence kind, such as wallet-code
 *       bizSeq     PrintableString,    -- 32 letters and digits
 *       terminal   PrintableString,    -- 8 digits
 *       timeStamp  PrintableString,    -- yyyyMMddHHmmssSSS, UTC+8, when it was sealed
 *       presented  OCTET STRING }      -- the bytes the device read
 *
 * DER throughout. Serial number, terminal and time stand inside the seal, so that evidence cannot be moved to
 * another check. Bytes, never strings: what was presented must be zeroed by whoever holds it.
 */
export interface EvidenceContent {
  readonly kind: string
  readonly bizSeq: string
  readonly terminal: string
  readonly timeStamp: string
  readonly presented: Uint8Array
}

const tags = { integer: 0x02, octetString: 0x04, printableString: 0x13, sequence: 0x30 } as const

export class EvidenceContentError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EvidenceContentError'
  }
}

function lengthOfLength(length: number): number {
  return length < 0x80 ? 1 : length < 0x100 ? 2 : 3
}

function elementLength(length: number): number {
  return 1 + lengthOfLength(length) + length
}

/** DER bytes; the caller zeroes both the result and `presented`. */
export function writeEvidenceContent(content: EvidenceContent): Uint8Array {
  const texts = [content.kind, content.bizSeq, content.terminal, content.timeStamp]
  const inner =
    3 +
    texts.reduce((sum, text) => sum + elementLength(text.length), 0) +
    elementLength(content.presented.length)
  const out = new Uint8Array(elementLength(inner))
  let at = 0
  const header = (tag: number, length: number) => {
    if (length > 0xffff) throw new EvidenceContentError('too long')
    out[at++] = tag
    if (length >= 0x100) out[at++] = 0x82
    else if (length >= 0x80) out[at++] = 0x81
    if (length >= 0x100) out[at++] = length >> 8
    out[at++] = length & 0xff
  }
  header(tags.sequence, inner)
  header(tags.integer, 1)
  out[at++] = 1
  for (const text of texts) {
    header(tags.printableString, text.length)
    for (let index = 0; index < text.length; index++) out[at++] = text.charCodeAt(index)
  }
  header(tags.octetString, content.presented.length)
  out.set(content.presented, at)
  return out
}

/**
 * Reads what `writeEvidenceContent` wrote and nothing else. `presented` is a view into `der`.
 * @throws EvidenceContentError
 */
export function readEvidenceContent(der: Uint8Array): EvidenceContent {
  let at = 0
  const element = (tag: number): Uint8Array => {
    const head = der[at]
    let length = der[at + 1]
    if (head !== tag || length === undefined) throw new EvidenceContentError('unexpected element')
    at += 2
    if (length === 0x81 || length === 0x82) {
      const octets = length - 0x80
      length = 0
      for (let index = 0; index < octets; index++) length = (length << 8) | (der[at++] ?? 0)
      if (lengthOfLength(length) !== octets + 1) throw new EvidenceContentError('length not minimal')
    } else if (length >= 0x80) throw new EvidenceContentError('length form')
    if (at + length > der.length) throw new EvidenceContentError('truncated')
    return der.subarray(at, at + length)
  }
  const take = (tag: number): Uint8Array => {
    const value = element(tag)
    at += value.length
    return value
  }
  const text = (): string => {
    const value = take(tags.printableString)
    if (value.some((byte) => byte < 0x20 || byte > 0x7e)) throw new EvidenceContentError('text')
    return String.fromCharCode(...value)
  }
  const sequence = element(tags.sequence)
  if (at + sequence.length !== der.length) throw new EvidenceContentError('trailing bytes')
  const version = take(tags.integer)
  if (version.length !== 1 || version[0] !== 1) throw new EvidenceContentError('version')
  const content = {
    kind: text(),
    bizSeq: text(),
    terminal: text(),
    timeStamp: text(),
    presented: take(tags.octetString),
  }
  if (at !== der.length) throw new EvidenceContentError('trailing bytes')
  return content
}
