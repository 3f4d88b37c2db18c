import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { decryptCbc, encryptCbc, pad, unpad } from './block-cipher.ts'
import { hex } from './bytes.fake.ts'
import { deriveKey } from './key-derivation.ts'
import { cmac, mac } from './message-authentication.ts'

/** NIST SP 800-38B, Appendix D. */
const message = hex(`6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
  30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710`)
const keys = {
  'aes-128': hex('2b7e151628aed2a6abf7158809cf4f3c'),
  'aes-192': hex('8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b'),
  'aes-256': hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4'),
} as const

describe('CMAC', () => {
  test.each([
    ['aes-128', 0, 'bb1d6929e95937287fa37d129b756746'],
    ['aes-128', 16, '070a16b46b4d4144f79bdd9dd04a287c'],
    ['aes-128', 40, 'dfa66747de9ae63030ca32611497c827'],
    ['aes-128', 64, '51f0bebf7e3b9d92fc49741779363cfe'],
    ['aes-192', 0, 'd17ddf46adaacde531cac483de7a9367'],
    ['aes-192', 40, '8a1de5be2eb31aad089a82e6ee908b0e'],
    ['aes-192', 64, 'a1d5df0eed790f794d77589659f39a11'],
    ['aes-256', 0, '028962f61b7bf89efc6b551f4667d983'],
    ['aes-256', 40, 'aaf3d8f1de5640c232f5b169b9c911e6'],
    ['aes-256', 64, 'e1992190549f6ed5696a2c056c315410'],
  ] as const)('with %s over %i octets is that of NIST SP 800-38B', (cipher, length, code) => {
    expect(toHex(cmac(cipher, keys[cipher], message.subarray(0, length)))).toBe(code)
  })

  test('is cut to eight octets', () => {
    expect(toHex(mac('aes-128', keys['aes-128'], message))).toBe('51f0bebf7e3b9d92')
  })
})

describe('padding', () => {
  test.each([0, 1, 7, 8, 15, 16])('of %i octets comes off again', (length) => {
    for (const block of [8, 16]) {
      const padded = pad(message.subarray(0, length), block)
      expect(padded.length % block).toBe(0)
      expect(unpad(padded, block)).toEqual(message.subarray(0, length))
    }
  })

  test.each(['0000000000000000', '0102030405060708', '8000000000000000 0000000000000000', ''])(
    'is refused in %s',
    (bytes) => {
      expect(() => unpad(hex(bytes), 8)).toThrow('unreadable')
    },
  )
})

describe('ciphers', () => {
  test.each(['3des', 'aes-128', 'aes-192', 'aes-256'] as const)('%s decrypts what it encrypted', (cipher) => {
    const key = deriveKey(message, cipher, 1)
    expect(decryptCbc(cipher, key, encryptCbc(cipher, key, message))).toEqual(message)
    expect(() => decryptCbc(cipher, key, message.subarray(1))).toThrow('unreadable')
    expect(() => decryptCbc(cipher, key, new Uint8Array())).toThrow('unreadable')
  })

  test('keys are as long as their cipher wants, and those of Triple DES have odd parity', () => {
    expect(deriveKey(message, 'aes-192', 1)).toHaveLength(24)
    expect(deriveKey(message, 'aes-256', 1)).toHaveLength(32)
    for (const octet of deriveKey(message, '3des', 2)) {
      expect(octet.toString(2).replaceAll('0', '').length % 2).toBe(1)
    }
  })
})
