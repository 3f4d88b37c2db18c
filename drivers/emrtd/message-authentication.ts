import { zero } from '../../src/shared/gm/bytes.ts'
import { type CipherName, encryptCbc, encryptDesCbc, pad } from './block-cipher.ts'

/** All authentication codes of travel documents are cut to this many octets. */
export const macLength = 8

/**
 * The 8-octet authentication code of secure messaging: the retail MAC for Triple DES, CMAC for AES
 * (ICAO 9303-11, 9.8.6.3 and 9.8.7.3). The message comes unpadded or padded, as the caller's protocol says.
 */
export function mac(cipher: CipherName, key: Uint8Array, message: Uint8Array): Uint8Array {
  return cipher === '3des' ? retailMac(key, message) : cmac(cipher, key, message).slice(0, macLength)
}

/** ISO/IEC 9797-1 MAC algorithm 3 with DES; the message must be whole blocks. */
function retailMac(key: Uint8Array, padded: Uint8Array): Uint8Array {
  const last = padded.length - 8
  const chain = last > 0 ? encryptDesCbc(key.subarray(0, 8), padded.subarray(0, last)).slice(-8) : undefined
  return encryptCbc('3des', key, padded.subarray(last), chain)
}

/** CMAC (NIST SP 800-38B), all 16 octets. */
export function cmac(cipher: Exclude<CipherName, '3des'>, key: Uint8Array, message: Uint8Array): Uint8Array {
  const whole = message.length > 0 && message.length % 16 === 0
  const blocks = whole ? message.slice() : pad(message, 16)
  const subkey = doubled(encryptCbc(cipher, key, new Uint8Array(16)))
  const mask = whole ? subkey : doubled(subkey)
  const last = blocks.length - 16
  for (const [index, octet] of mask.entries()) blocks[last + index] = (blocks[last + index] ?? 0) ^ octet
  const code = encryptCbc(cipher, key, blocks).slice(-16)
  zero(blocks)
  return code
}

/** Times x in the field of 2^128 elements that CMAC's subkeys come from. */
function doubled(block: Uint8Array): Uint8Array {
  const result = new Uint8Array(16)
  for (let index = 0; index < 16; index++) {
    result[index] = (((block[index] ?? 0) << 1) | ((block[index + 1] ?? 0) >> 7)) & 0xff
  }
  if ((block[0] ?? 0) >= 0x80) result[15] = (result[15] ?? 0) ^ 0x87
  return result
}
