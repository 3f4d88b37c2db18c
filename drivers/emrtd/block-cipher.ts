import { createCipheriv, createDecipheriv } from 'node:crypto'
import { DocumentFault } from './fault.ts'

/** Ciphers of secure messaging (ICAO 9303-11, 9.8). `3des` is the two-key Triple DES. */
export type CipherName = '3des' | 'aes-128' | 'aes-192' | 'aes-256'

interface Cipher {
  readonly node: string
  readonly blockLength: number
  readonly keyLength: number
}

const ciphers: Readonly<Record<CipherName, Cipher>> = {
  '3des': { node: 'des-ede3-cbc', blockLength: 8, keyLength: 16 },
  'aes-128': { node: 'aes-128-cbc', blockLength: 16, keyLength: 16 },
  'aes-192': { node: 'aes-192-cbc', blockLength: 16, keyLength: 24 },
  'aes-256': { node: 'aes-256-cbc', blockLength: 16, keyLength: 32 },
}

/** Octets of a block: 8 or 16. */
export function blockLengthOf(cipher: CipherName): number {
  return ciphers[cipher].blockLength
}

/** Octets of a key: 16, 24 or 32. */
export function keyLengthOf(cipher: CipherName): number {
  return ciphers[cipher].keyLength
}

/** A two-key Triple DES key in the three-key form that the runtime takes. */
function runtimeKey(cipher: CipherName, key: Uint8Array): Uint8Array {
  if (key.length !== ciphers[cipher].keyLength) throw new TypeError('key length')
  if (cipher !== '3des') return key
  const long = new Uint8Array(24)
  long.set(key)
  long.set(key.subarray(0, 8), 16)
  return long
}

/** CBC over whole blocks, without padding. `iv` is all zeros unless given. */
export function encryptCbc(
  cipher: CipherName,
  key: Uint8Array,
  plain: Uint8Array,
  iv?: Uint8Array,
): Uint8Array {
  const { node, blockLength } = ciphers[cipher]
  const engine = createCipheriv(node, runtimeKey(cipher, key), iv ?? new Uint8Array(blockLength))
  engine.setAutoPadding(false)
  const encrypted = engine.update(plain)
  engine.final()
  return asBytes(encrypted)
}

/** The reverse of `encryptCbc`. Throws `unreadable` unless the ciphertext is whole blocks. */
export function decryptCbc(
  cipher: CipherName,
  key: Uint8Array,
  encrypted: Uint8Array,
  iv?: Uint8Array,
): Uint8Array {
  const { node, blockLength } = ciphers[cipher]
  if (encrypted.length === 0 || encrypted.length % blockLength !== 0) throw new DocumentFault('unreadable')
  const engine = createDecipheriv(node, runtimeKey(cipher, key), iv ?? new Uint8Array(blockLength))
  engine.setAutoPadding(false)
  const plain = engine.update(encrypted)
  engine.final()
  return asBytes(plain)
}

/** Single DES in CBC mode, spelt as Triple DES with three times the same key: the runtime has no single DES any more. */
export function encryptDesCbc(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const twice = new Uint8Array(16)
  twice.set(key)
  twice.set(key, 8)
  return encryptCbc('3des', twice, plain)
}

/** Padding method 2 of ISO/IEC 9797-1: 80, then zeros up to a whole block; at least one octet. */
export function pad(bytes: Uint8Array, blockLength: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(bytes.length / blockLength) + 1) * blockLength)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

/** What stands before the padding, as a view. Throws `unreadable` when there is no padding of this method. */
export function unpad(padded: Uint8Array, blockLength: number): Uint8Array {
  const first = Math.max(padded.length - blockLength, 0)
  let end = padded.length - 1
  while (end > first && padded[end] === 0) end--
  if (padded[end] !== 0x80) throw new DocumentFault('unreadable')
  return padded.subarray(0, end)
}

function asBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
