/** One way in which a secret can stand in memory, on disk or on a wire. */
export interface Needle {
  /** Says which secret and how it was written, never what it is. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** A secret of text, with a name to report it by. */
export interface Secret {
  readonly name: string
  readonly text: string
}

/** A run of this many characters of a secret counts as the secret. */
export const significantRun = 24

/**
 * Short pieces such that every run of `significantRun` characters holds one of them whole: pieces of length p that
 * begin every s characters are met by every run of s + p − 1.
 */
const pieceLength = 8
const pieceDistance = significantRun - pieceLength + 1

/** A text of two pieces or less is looked for as a whole: half a document's number may stand anywhere. */
function pieces(text: string): readonly string[] {
  if (text.length <= 2 * pieceLength) return [text]
  const last = text.length - pieceLength
  const starts = new Set<number>([last])
  for (let start = 0; start <= last; start += pieceDistance) starts.add(start)
  return [...starts].map((start) => text.slice(start, start + pieceLength))
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

/**
 * The characters of base64 that depend on `bytes` alone when they stand at `offset` octets (0 to 2) after a
 * multiple of three: what precedes and follows is cut off.
 */
function base64Within(bytes: Uint8Array, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((padded.length * 8) / 6)
  return padded.toString('base64').slice(first, last)
}

/** A digit a byte, two digits a byte in both alignments, and the number itself where one holds it. */
function digitRuns(digits: string): readonly Omit<Needle, 'name'>[] {
  const runs: Uint8Array[] = [Uint8Array.from(digits, Number)]
  for (const start of [0, 1]) {
    const even = digits.slice(start, start + Math.floor((digits.length - start) / 2) * 2)
    runs.push(Uint8Array.from(even.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
  }
  const number = BigInt(digits)
  if (number < 2n ** 63n) {
    const view = new DataView(new ArrayBuffer(8))
    view.setBigUint64(0, number)
    runs.push(new Uint8Array(view.buffer.slice(0)))
    view.setBigUint64(0, number, true)
    runs.push(new Uint8Array(view.buffer.slice(0)))
  }
  if (number > 2n ** 33n) {
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, Number(number), true)
    runs.push(new Uint8Array(view.buffer.slice(0)))
  }
  return runs.map((bytes) => ({ bytes }))
}

/** Shorter needles (octets) are found by chance, and not at every alignment (see search.ts). */
export const shortestNeedle = 7

/** Text in an address, and as escapes of JSON and of scripts; the same text where there is nothing to escape. */
function escapings(text: string): readonly [string, string][] {
  const escaped = text.replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return [
    ['in an address', encodeURIComponent(text)],
    ['escaped', escaped],
  ]
}

/** Every way of writing these octets: as they are, in hexadecimal of both cases, in base64 of both alphabets. */
export function writings(name: string, bytes: Uint8Array): readonly Needle[] {
  const hex = Buffer.from(bytes).toString('hex')
  const texts: [string, string][] = [
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
  ]
  for (const offset of [0, 1, 2]) {
    const text = base64Within(bytes, offset)
    texts.push([`base64+${offset}`, text])
    texts.push([`base64url+${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')])
  }
  return [
    { name, bytes },
    ...texts.flatMap(([writing, text]) => [
      { name: `${name} ${writing}`, bytes: Buffer.from(text, 'latin1') },
      { name: `${name} ${writing} utf-16`, bytes: Buffer.from(text, 'utf16le') },
    ]),
  ]
}

/**
 * All needles for one secret: in every encoding, its significant pieces, and its runs of digits.
 *
 * A name of two or three Chinese characters is 4 or 6 octets of UTF-16LE, the form that a card and a string in memory
 * have it in: too few to be told from chance. So no such name is taken. Whoever searches for a name plants a longer one:
 * no code asks how long a name is.
 * @throws RangeError when the text, as UTF-8 or UTF-16, is too short to be told from chance
 */
export function needlesFor({ name, text }: Secret): readonly Needle[] {
  if (Math.min(Buffer.byteLength(text, 'utf8'), Buffer.byteLength(text, 'utf16le')) < shortestNeedle)
    throw new RangeError(`${name}: too short to be told from chance`)
  const needles: Needle[] = []
  for (const piece of pieces(text)) {
    needles.push(
      ...writings(`${name} utf-8`, Buffer.from(piece, 'utf8')),
      ...writings(`${name} utf-16le`, Buffer.from(piece, 'utf16le')),
      { name: `${name} utf-16be`, bytes: utf16be(piece) },
    )
    for (const [writing, written] of escapings(piece)) {
      needles.push(
        { name: `${name} ${writing}`, bytes: Buffer.from(written, 'latin1') },
        { name: `${name} ${writing} utf-16`, bytes: Buffer.from(written, 'utf16le') },
      )
    }
  }
  for (const digits of text.match(/[0-9]{10,}/g) ?? []) {
    for (const { bytes } of digitRuns(digits)) needles.push({ name: `${name} digits`, bytes })
  }
  const unique = new Map(needles.map((needle) => [Buffer.from(needle.bytes).toString('hex'), needle]))
  // What is left out here are runs of 10 to 13 digits with two digits an octet: they stand in other forms as well.
  return [...unique.values()].filter(({ bytes }) => bytes.length >= shortestNeedle)
}
