/** How the modules speak that a terminal can have: one driver each, in drivers/trusted-qr. `example` is invented. */
export const trustedProtocols = ['example'] as const
export type TrustedProtocol = (typeof trustedProtocols)[number]

/**
 * What a 可信二维码模块 makes of a 网证 code: it reads the code itself, verifies or deciphers it in its security chip,
 * and gives a block that it signed or enciphered for the platform. The terminal cannot tell what is in it. This is how
 * it stands as `presented` in the evidence's content, in the place of the code that a phone shows:
 *
 *     TrustedCode ::= SEQUENCE {
 *       version   INTEGER (1),
 *       protocol  PrintableString (SIZE (1..16)),   -- how to read the rest, such as example
 *       module    OCTET STRING (SIZE (1..32)),      -- the module's number, as it gives it
 *       block     OCTET STRING (SIZE (1..2048)) }   -- as it gives it
 *
 * DER. Which block is good, and for whom, is the platform's to say: it has the modules' keys.
 */
export interface TrustedCode {
  readonly protocol: string
  readonly module: Uint8Array
  readonly block: Uint8Array
}

export const longestModuleNumber = 32
export const longestBlock = 2_048
const longestProtocol = 16

const tags = { integer: 0x02, octetString: 0x04, printableString: 0x13, sequence: 0x30 } as const

/** The head of an element, DER. */
function head(tag: number, length: number): readonly number[] {
  if (length < 0x80) return [tag, length]
  return length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
}

/**
 * DER bytes in a buffer of their own; the caller zeroes the result and what it is made of.
 * @throws TypeError when a part is empty or too long
 */
export function writeTrustedCode({ protocol, module, block }: TrustedCode): Uint8Array {
  const name = Uint8Array.from(protocol, (character) => character.charCodeAt(0))
  if (!isIn(name, longestProtocol) || !isIn(module, longestModuleNumber) || !isIn(block, longestBlock))
    throw new TypeError('length')
  const heads = [
    [...head(tags.integer, 1), 1, ...head(tags.printableString, name.length)],
    head(tags.octetString, module.length),
    head(tags.octetString, block.length),
  ]
  const parts = [name, module, block]
  const length = [...heads, ...parts].reduce((sum, part) => sum + part.length, 0)
  const outer = head(tags.sequence, length)
  const der = new Uint8Array(outer.length + length)
  der.set(outer)
  let at = outer.length
  for (const [index, part] of parts.entries()) {
    for (const bytes of [heads[index] ?? [], part]) {
      der.set(bytes, at)
      at += bytes.length
    }
  }
  return der
}

function isIn(part: Uint8Array, longest: number): boolean {
  return part.length > 0 && part.length <= longest
}

/**
 * Reads what `writeTrustedCode` wrote and nothing else.
 * @returns views into `der`; null when it is anything else
 */
export function readTrustedCode(der: Uint8Array): TrustedCode | null {
  let at = 0
  let whole = true
  const open = (tag: number): number => {
    const first = der[at + 1] ?? 0
    const count = first > 0x80 ? first - 0x80 : 0
    const length =
      count === 0 ? first : count === 1 ? (der[at + 2] ?? 0) : ((der[at + 2] ?? 0) << 8) | (der[at + 3] ?? 0)
    whole &&= head(tag, length).every((octet, index) => der[at + index] === octet)
    at += 2 + count
    whole &&= at + length <= der.length
    return length
  }
  const take = (tag: number, longest: number): Uint8Array => {
    const length = open(tag)
    const part = der.subarray(at, at + length)
    at += length
    whole &&= isIn(part, longest)
    return part
  }
  const length = open(tags.sequence)
  whole &&= at + length === der.length
  const version = take(tags.integer, 1)
  whole &&= version[0] === 1
  const name = take(tags.printableString, longestProtocol)
  const module = take(tags.octetString, longestModuleNumber)
  const block = take(tags.octetString, longestBlock)
  if (!whole || at !== der.length) return null
  return { protocol: String.fromCharCode(...name), module, block }
}

/** Whether these bytes are what a module made of a code, of a protocol that there is. */
export function isTrustedCode(bytes: Uint8Array): boolean {
  const protocol = readTrustedCode(bytes)?.protocol
  return trustedProtocols.some((known) => known === protocol)
}
