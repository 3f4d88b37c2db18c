import { expect, test } from 'vitest'
import { generateSm2KeyPair, sm2Decrypt, sm2Encrypt } from '../../src/shared/gm/sm2.ts'
import { nativeMultiply } from './native-sm2.ts'

const message = new TextEncoder().encode('sixteen octets !')

test('this Node knows the curve', () => {
  expect(nativeMultiply).toBeDefined()
})

test('gives what our own multiplication gives, whatever the sign of y', () => {
  for (let count = 0; count < 20; count++) {
    const { privateKey, publicKey } = generateSm2KeyPair()
    const sealed = sm2Encrypt(message, publicKey)
    expect(sm2Decrypt(sealed, privateKey, nativeMultiply)).toEqual(message)
    expect(sm2Decrypt(sealed, privateKey)).toEqual(message)
  }
})

test('refuses another key, and a changed ciphertext', () => {
  const { privateKey, publicKey } = generateSm2KeyPair()
  const sealed = sm2Encrypt(message, publicKey)
  expect(() => sm2Decrypt(sealed, generateSm2KeyPair().privateKey, nativeMultiply)).toThrow('decryption')
  const last = sealed.length - 1
  sealed[last] = (sealed[last] ?? 0) ^ 1
  expect(() => sm2Decrypt(sealed, privateKey, nativeMultiply)).toThrow('decryption')
})
