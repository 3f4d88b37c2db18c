import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber, numberToBytes } from '../../src/shared/gm/der.ts'
import { hex } from './bytes.fake.ts'
import { digestOf } from './hash.ts'
import { verifyIso9796 } from './iso9796.ts'
import { readPublicKey } from './public-key.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const key = readPublicKey(publicKey.export({ format: 'der', type: 'spki' }))
if (key?.type !== 'rsa') throw new TypeError('no RSA key')
const challenge = hex('0102030405060708')

/** The message representative, signed by bare RSA. */
function signed(representative: Uint8Array): Uint8Array {
  return Uint8Array.from(
    privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, representative),
  )
}

function representative(head: string, trailer: string, over = challenge): Uint8Array {
  const begin = hex(head)
  const end = hex(trailer)
  const recoverable = new Uint8Array(128 - begin.length - 20 - end.length).fill(0x5a)
  return concatBytes(begin, recoverable, digestOf('sha1', recoverable, over), end)
}

describe('a signature with message recovery', () => {
  test.each([
    ['the plain head and the short trailer', '6a', 'bc'],
    ['the long trailer', '6a', '33cc'],
    ['padding', '6bbbbbba', 'bc'],
  ])('holds with %s', (_what, head, trailer) => {
    const signature = signed(representative(head, trailer))
    expect(verifyIso9796(key, signature, challenge)).toBe(true)
    expect(verifyIso9796(key, signature, hex('0102030405060709'))).toBe(false)
  })

  test('holds when the modulus less it was sent', () => {
    const { n } = publicKey.export({ format: 'jwk' })
    const modulus = BigInt(`0x${Buffer.from(n ?? '', 'base64url').toString('hex')}`)
    const signature = signed(representative('6a', 'bc'))
    const other = numberToBytes(modulus - bytesToNumber(signature), 128)
    expect(verifyIso9796(key, other, challenge)).toBe(true)
  })

  test.each([
    ['no head', '00', 'bc'],
    ['the head of a full recovery', '4a', 'bc'],
    ['padding without an end', '6bbbbbbb', 'bc'],
    ['the trailer of another hash', '6a', '34cc'],
    ['a trailer that there is not', '6a', '39cc'],
    ['no trailer', '6a', 'ff'],
  ])('does not hold with %s', (_what, head, trailer) => {
    expect(verifyIso9796(key, signed(representative(head, trailer)), challenge)).toBe(false)
  })

  test('does not hold when it is too short, too long or above the modulus', () => {
    const signature = signed(representative('6a', 'bc'))
    expect(verifyIso9796(key, signature.subarray(1), challenge)).toBe(false)
    expect(verifyIso9796(key, concatBytes(Uint8Array.of(0), signature), challenge)).toBe(false)
    expect(verifyIso9796(key, new Uint8Array(128).fill(0xff), challenge)).toBe(false)
    expect(verifyIso9796(key, new Uint8Array(128), challenge)).toBe(false)
  })
})
