import { createCipheriv, createDecipheriv } from 'node:crypto'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'

/** The ciphers of secure messaging (ICAO 9303-11, 9.7 and 9.8). */
export const cipherNames = ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const
export type CipherName = (typeof cipherNames)[number]

export interface CipherSuite {
  readonly name: CipherName
  /** Bytes of a block, of the send sequence counter too. */
  readonly blockLength: number
  readonly keyLength: number
}

export const cipherSuites: Readonly<Record<CipherName, CipherSuite>> = {
  '3DES': { name: '3DES', blockLength: 8, keyLength: 16 },
  'AES-128': { name: 'AES-128', blockLength: 16, keyLength: 16 },
  'AES-192': { name: 'AES-192', blockLength: 16, keyLength: 24 },
  'AES-256': { name: 'AES-256', blockLength: 16, keyLength: 32 },
}

/** CBC without padding; 3DES keys are two single keys long. `bytes` are whole blocks. */
export function encryptCbc(
  suite: CipherSuite,
  key: Uint8Array,
  iv: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(cbcName(suite), cbcKey(suite, key), iv).setAutoPadding(false)
  return concatBytes(cipher.update(bytes), cipher.final())
}

export function decryptCbc(
  suite: CipherSuite,
  key: Uint8Array,
  iv: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  const decipher = createDecipheriv(cbcName(suite), cbcKey(suite, key), iv).setAutoPadding(false)
  return concatBytes(decipher.update(bytes), decipher.final())
}

function cbcName(suite: CipherSuite): string {
  return suite.name === '3DES' ? 'des-ede3-cbc' : `aes-${suite.keyLength * 8}-cbc`
}

function cbcKey(suite: CipherSuite, key: Uint8Array): Uint8Array {
  return suite.name === '3DES' ? concatBytes(key, key.subarray(0, 8)) : key
}

/**
 * Eight bytes over whole blocks, for 3DES the retail MAC (ISO 9797-1, algorithm 3), for AES the CMAC (NIST SP 800-38B) cut
 * to eight bytes. An AES message may be of any length, a 3DES message has its padding already.
 */
export function authenticationCode(suite: CipherSuite, key: Uint8Array, message: Uint8Array): Uint8Array {
  return suite.name === '3DES' ? retailMac(key, message) : cmac(suite, key, message).subarray(0, 8)
}

function retailMac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const zero = new Uint8Array(8)
  const suite = cipherSuites['3DES']
  // A triple cipher with one key thrice is the single cipher, which OpenSSL 3 keeps among the old ones.
  const [left, right] = [key.slice(0, 8), key.slice(8, 16)].map((half) => concatBytes(half, half))
  if (!left || !right) throw new Error('a retail MAC takes a key of 16 bytes')
  const chained = encryptCbc(suite, left, zero, message).slice(-8)
  return encryptCbc(suite, left, zero, decryptCbc(suite, right, zero, chained))
}

function cmac(suite: CipherSuite, key: Uint8Array, message: Uint8Array): Uint8Array {
  const zero = new Uint8Array(16)
  const whole = doubled(encryptCbc(suite, key, zero, zero))
  const complete = message.length > 0 && message.length % 16 === 0
  const blocks = complete ? Uint8Array.from(message) : pad(message, 16)
  const mask = complete ? whole : doubled(whole)
  const last = blocks.subarray(-16)
  for (let index = 0; index < 16; index++) last[index] = (last[index] ?? 0) ^ (mask[index] ?? 0)
  return encryptCbc(suite, key, zero, blocks).slice(-16)
}

/** Twice the element of GF(2^128) with x^128 + x^7 + x^2 + x + 1. */
function doubled(block: Uint8Array): Uint8Array {
  const high = (block[0] ?? 0) >> 7
  const shifted = block.map((octet, index) => (octet << 1) | ((block[index + 1] ?? 0) >> 7))
  shifted[15] = (shifted[15] ?? 0) ^ (high * 0x87)
  return shifted
}

/** Padding method 2 of ISO 9797-1: 80, then zeros to whole blocks. */
export function pad(bytes: Uint8Array, blockLength: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(bytes.length + blockLength - (bytes.length % blockLength))
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

/** What was padded; null when there is no such padding. */
export function unpad(bytes: Uint8Array): Uint8Array | null {
  let end = bytes.length - 1
  while (end >= 0 && bytes[end] === 0) end--
  return end >= 0 && bytes[end] === 0x80 ? bytes.slice(0, end) : null
}
