import { constants, createPublicKey, publicEncrypt } from 'node:crypto'
import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber, numberToBytes } from '../../src/shared/gm/der.ts'
import type { PublicKey } from './public-key.ts'
import { digestOf, type HashName } from './hash.ts'
import { readExactly, readOnly } from './tlv.ts'

/** Hash identifiers of the two-octet trailers xx CC (ISO/IEC 10118-3). */
const trailerHashes: Readonly<Record<number, HashName>> = {
  0x33: 'sha1',
  0x34: 'sha256',
  0x35: 'sha512',
  0x36: 'sha384',
  0x38: 'sha224',
}

const digestLengths: Readonly<Record<HashName, number>> = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
}

/**
 * Whether an RSA signature with partial message recovery (ISO/IEC 9796-2, digital signature scheme 1) is over a message
 * that ends in `known`; its beginning is recovered from the signature and means nothing here.
 */
export function verifyIso9796(
  key: Extract<PublicKey, { type: 'rsa' }>,
  signature: Uint8Array,
  known: Uint8Array,
): boolean {
  const recovered = recover(key, signature)
  if (!recovered) return false
  const trailer = trailerOf(recovered)
  const first = beginningOf(recovered)
  if (!trailer || first === undefined) return false
  const end = recovered.length - trailer.length - digestLengths[trailer.hash]
  if (end < first) return false
  const digest = recovered.subarray(end, end + digestLengths[trailer.hash])
  return equalBytes(digest, digestOf(trailer.hash, recovered.subarray(first, end), known))
}

/** The signature opened with the key; or the modulus less that, whichever ends as the scheme says. */
function recover(key: Extract<PublicKey, { type: 'rsa' }>, signature: Uint8Array): Uint8Array | undefined {
  if (signature.length !== key.length) return undefined
  try {
    const runtimeKey = createPublicKey({ key: Buffer.from(key.der), format: 'der', type: 'pkcs1' })
    const opened = new Uint8Array(
      publicEncrypt({ key: runtimeKey, padding: constants.RSA_NO_PADDING }, signature),
    )
    if (((opened.at(-1) ?? 0) & 0x0f) === 0x0c) return opened
    const [modulus = new Uint8Array()] = readExactly(readOnly(key.der, 0x30), 0x02, 0x02)
    return numberToBytes(bytesToNumber(modulus) - bytesToNumber(opened), key.length)
  } catch {
    // The runtime refuses a number that is not below the modulus, and keys it does not take.
    return undefined
  }
}

/** The last octets: BC alone means SHA-1, CC comes after the number of the hash. */
function trailerOf(recovered: Uint8Array): { readonly length: number; readonly hash: HashName } | undefined {
  const last = recovered.at(-1)
  if (last === 0xbc) return { length: 1, hash: 'sha1' }
  const hash = last === 0xcc ? trailerHashes[recovered.at(-2) ?? 0] : undefined
  return hash && { length: 2, hash }
}

/**
 * Where the recovered part of the message begins: behind 6A, or behind a 6B, padding BB and BA. The bits are 01 for
 * the scheme, 1 for "there is more message", and A or B in the low half for the last or any octet of padding.
 */
function beginningOf(recovered: Uint8Array): number | undefined {
  const [first = 0] = recovered
  if ((first & 0xe0) !== 0x60) return undefined
  for (let at = 0; at < recovered.length; at++) {
    const low = (recovered[at] ?? 0) & 0x0f
    if (low === 0x0a) return at + 1
    if (low !== 0x0b) return undefined
  }
  return undefined
}
