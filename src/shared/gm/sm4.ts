import { sm4 } from 'sm-crypto'
import { concatBytes, zero } from './bytes.ts'
import { GmError } from './errors.ts'

const blockLength = 16
const nonceLength = 12
const tagLength = 16

/** What SM4-GCM seals: a fresh 12-byte nonce for each message under one key. */
export interface Sm4GcmPlain {
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly plaintext: Uint8Array
  readonly associatedData?: Uint8Array
}

/** What SM4-GCM opens: the ciphertext, as long as the plaintext, and its 16-byte tag. */
export interface Sm4GcmSealed {
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
  readonly associatedData?: Uint8Array
}

/**
 * SM4-CBC of GB/T 32907 and GB/T 17964 with PKCS#7 padding: 16-byte key and iv, ciphertext of 1 to 16 bytes more
 * than the plaintext. It does not authenticate: what it gives belongs inside a signed message.
 * Throws `length` on another key or iv length.
 */
export function sm4CbcEncrypt(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  requireLength(key, blockLength)
  requireLength(iv, blockLength)
  const padding = blockLength - (plaintext.length % blockLength)
  const padded = concatBytes(plaintext, new Uint8Array(padding).fill(padding))
  // The library overwrites its one copy of an unpadded input with the input XOR the previous ciphertext block, so
  // no plaintext outlives the call; with the library's own padding a second, untouched copy would.
  const ciphertext = sm4.encrypt(padded, key, { mode: 'cbc', iv, padding: 'none', output: 'array' })
  zero(padded)
  return ciphertext
}

/**
 * The plaintext of SM4-CBC. Throws `length` on a key, iv or ciphertext of the wrong length, and `padding` unless
 * the last 1 to 16 bytes all hold their own number: the whole last block is looked at whatever it holds, so the
 * time taken does not tell which byte was wrong.
 */
export function sm4CbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  requireLength(key, blockLength)
  requireLength(iv, blockLength)
  if (ciphertext.length === 0 || ciphertext.length % blockLength !== 0) throw new GmError('length')
  const padded = sm4.decrypt(ciphertext, key, { mode: 'cbc', iv, padding: 'none', output: 'array' })
  overwriteSharedBlock(key)
  const padding = padded.at(-1) ?? 0
  let wrong = Number(padding === 0) | Number(padding > blockLength)
  for (let back = 1; back <= blockLength; back++) {
    const isPadding = Number(back <= padding)
    wrong |= isPadding * ((padded.at(-back) ?? 0) ^ padding)
  }
  if (wrong !== 0) {
    zero(padded)
    throw new GmError('padding')
  }
  const plaintext = padded.slice(0, padded.length - padding)
  zero(padded)
  return plaintext
}

/**
 * SM4-GCM as RFC 8998 uses it: 16-byte key, 12-byte nonce, 16-byte tag. A nonce must never come twice with one
 * key. The library keeps an own copy of the plaintext until it is collected, so what names a person goes through
 * SM4-CBC in an envelope instead. Throws `length`.
 */
export function sm4GcmEncrypt(plain: Sm4GcmPlain): { ciphertext: Uint8Array; tag: Uint8Array } {
  requireLength(plain.key, blockLength)
  requireLength(plain.nonce, nonceLength)
  const { output, tag } = sm4.encrypt(plain.plaintext, plain.key, {
    mode: 'gcm',
    iv: plain.nonce,
    output: 'array',
    outputTag: true,
    ...(plain.associatedData && { associatedData: plain.associatedData }),
  })
  if (tag === undefined) throw new GmError('algorithm')
  return { ciphertext: output, tag }
}

/**
 * The plaintext of SM4-GCM, and nothing at all unless the whole tag matches (compared without an early end).
 * Throws `length` on a key, nonce or tag of the wrong length (a shorter tag is never accepted), `tag-mismatch`.
 */
export function sm4GcmDecrypt(sealed: Sm4GcmSealed): Uint8Array {
  requireLength(sealed.key, blockLength)
  requireLength(sealed.nonce, nonceLength)
  requireLength(sealed.tag, tagLength)
  try {
    return sm4.decrypt(sealed.ciphertext, sealed.key, {
      mode: 'gcm',
      iv: sealed.nonce,
      tag: sealed.tag,
      output: 'array',
      ...(sealed.associatedData && { associatedData: sealed.associatedData }),
    })
  } catch {
    // All lengths have been checked above: the tag is the one thing that the library can still object to.
    throw new GmError('tag-mismatch')
  }
}

function requireLength(bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new GmError('length')
}

/** The library holds the last block it gave out in an array shared between calls; one more block replaces it. */
function overwriteSharedBlock(key: Uint8Array): void {
  sm4.encrypt(new Uint8Array(blockLength), key, { mode: 'ecb', padding: 'none', output: 'array' })
}
