import { assert as assertProperty, integer, nat, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, toHex } from './bytes.ts'
import {
  encodeAlgorithm,
  encodeContentInfo,
  encodedVersion,
  encodeIssuerAndSerialNumber,
} from './cms-content.ts'
import { envelopData, openEnvelope, prepareRecipient } from './cms.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from './der.ts'
import { oid } from './oids.ts'
import { generateSm2KeyPair, sm2Encrypt } from './sm2.ts'
import { sm4CbcEncrypt } from './sm4.ts'
import { makeLeaf, makeRoot } from './testing/authority.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const root = makeRoot('root')
const { certificate, keyPair } = makeLeaf(root, 'platform')
const open = { certificate, privateKey: keyPair.privateKey }
const content = new TextEncoder().encode('测试一 990000')
const der = envelopData({ content, recipient: certificate })

/** The parts of an EnvelopedData, to put together wrongly. */
interface Parts {
  readonly outerType: string
  readonly version: Uint8Array
  readonly recipients: readonly Uint8Array[]
  readonly contentType: string
  readonly contentAlgorithm: Uint8Array
  readonly ciphertext: Uint8Array
  readonly after: Uint8Array
}

const key = new Uint8Array(16).fill(3)
const iv = new Uint8Array(16).fill(4)
const none = new Uint8Array(0)

function recipient({
  name = encodeIssuerAndSerialNumber(certificate),
  version = encodedVersion,
  algorithm = encodeAlgorithm(oid.sm2Encrypt),
  encryptedKey = sm2Encrypt(key, certificate.publicKey),
}: {
  name?: Uint8Array
  version?: Uint8Array
  algorithm?: Uint8Array
  encryptedKey?: Uint8Array
} = {}): Uint8Array {
  return derElement(tag.sequence, version, name, algorithm, derElement(tag.octetString, encryptedKey))
}

function assemble(change: Partial<Parts> = {}): Uint8Array {
  const parts: Parts = {
    outerType: oid.cmsEnvelopedData,
    version: encodedVersion,
    recipients: [recipient()],
    contentType: oid.cmsData,
    contentAlgorithm: encodeAlgorithm(oid.sm4Cbc, derElement(tag.octetString, iv)),
    ciphertext: derElement(0x80, sm4CbcEncrypt(key, iv, content)),
    after: none,
    ...change,
  }
  const { contentType, contentAlgorithm, ciphertext } = parts
  const encrypted = derElement(tag.sequence, derObjectIdentifier(contentType), contentAlgorithm, ciphertext)
  const set = derElement(tag.set, ...parts.recipients)
  return encodeContentInfo(
    parts.outerType,
    derElement(tag.sequence, parts.version, set, encrypted, parts.after),
  )
}

const opened = (envelope: Uint8Array, change: Partial<typeof open> = {}): string | undefined =>
  refusal(() => openEnvelope(envelope, { ...open, ...change }))

describe('an envelope', () => {
  test.each([0, 1, 16, 500, 70_000])('gives its %i bytes to its recipient', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index & 0xff)
    expect(openEnvelope(envelopData({ content: bytes, recipient: certificate }), open)).toEqual(bytes)
  })

  test('leaves the caller’s content as it was, and shows nothing of it', () => {
    const bytes = content.slice()
    const envelope = envelopData({ content: bytes, recipient: certificate })
    expect(bytes).toEqual(content)
    expect(toHex(envelope)).not.toContain(toHex(content).slice(-12))
  })

  test('never looks the same twice', () => {
    expect(envelopData({ content, recipient: certificate })).not.toEqual(der)
  })

  test('draws key and iv from the random source that is given', () => {
    const lengths: number[] = []
    envelopData({
      content,
      recipient: certificate,
      random: (length) => {
        lengths.push(length)
        return globalThis.crypto.getRandomValues(new Uint8Array(length))
      },
    })
    expect(lengths).toEqual([16, 16, 32])
  })

  test('its content key is zeroed', () => {
    const drawn: Uint8Array[] = []
    const random = (length: number): Uint8Array => {
      const bytes = globalThis.crypto.getRandomValues(new Uint8Array(length))
      drawn.push(bytes)
      return bytes
    }
    envelopData({ content, recipient: certificate, random })
    const [contentKey, vector, scalar] = drawn
    expect(contentKey).toEqual(new Uint8Array(16))
    expect(scalar).toEqual(new Uint8Array(32))
    expect(vector).not.toEqual(new Uint8Array(16))
  })

  test('can be prepared for', () => {
    prepareRecipient(certificate)
    expect(openEnvelope(envelopData({ content, recipient: certificate }), open)).toEqual(content)
  })

  test('put together by hand from the same parts opens: the refusals below are for what they change', () => {
    expect(openEnvelope(assemble(), open)).toEqual(content)
  })

  test('is not made for a certificate that may only sign', () => {
    const signer = makeLeaf(root, 'signer', { keyUsage: ['digitalSignature'] }).certificate
    expect(refusal(() => envelopData({ content, recipient: signer }))).toBe('certificate-usage')
    expect(refusal(() => prepareRecipient(signer))).toBe('certificate-usage')
  })
})

describe('an envelope is refused', () => {
  test('by another recipient, and with another key', () => {
    const other = makeLeaf(root, 'platform')
    expect(opened(der, { certificate: other.certificate })).toBe('recipient')
    expect(opened(der, { privateKey: other.keyPair.privateKey })).toBe('decryption')
    expect(opened(der, { certificate: other.certificate, privateKey: other.keyPair.privateKey })).toBe(
      'recipient',
    )
  })

  test.each<[string, Partial<Parts>, string]>([
    ['without a recipient', { recipients: [] }, 'recipient'],
    [
      'for two',
      { recipients: [recipient(), recipient()].toSorted((a, b) => (toHex(a) < toHex(b) ? -1 : 1)) },
      'recipient',
    ],
    [
      'for a recipient named by key identifier',
      { recipients: [recipient({ name: derElement(0x80, new Uint8Array(20)) })] },
      'recipient',
    ],
    ['for a recipient of version 0', { recipients: [recipient({ version: derUnsigned(0n) })] }, 'algorithm'],
    [
      'with RSA',
      {
        recipients: [recipient({ algorithm: encodeAlgorithm('1.2.840.113549.1.1.1', Uint8Array.of(5, 0)) })],
      },
      'algorithm',
    ],
    ['of version 0', { version: derUnsigned(0n) }, 'algorithm'],
    [
      'with AES',
      { contentAlgorithm: encodeAlgorithm('2.16.840.1.101.3.4.1.2', derElement(tag.octetString, iv)) },
      'algorithm',
    ],
    ['without an iv', { contentAlgorithm: encodeAlgorithm(oid.sm4Cbc) }, 'algorithm'],
    [
      'with an iv of 12 bytes',
      { contentAlgorithm: encodeAlgorithm(oid.sm4Cbc, derElement(tag.octetString, iv.subarray(4))) },
      'algorithm',
    ],
    [
      'with an iv that is no octet string',
      { contentAlgorithm: encodeAlgorithm(oid.sm4Cbc, derElement(tag.sequence)) },
      'der-malformed',
    ],
    ['with content of another type', { contentType: oid.cmsSignedData }, 'content-type'],
    ['without content', { ciphertext: none }, 'content-type'],
    [
      'with its content in pieces',
      { ciphertext: derElement(0xa0, derElement(tag.octetString, sm4CbcEncrypt(key, iv, content))) },
      'content-type',
    ],
    ['with unprotected attributes', { after: derElement(0xa1) }, 'algorithm'],
    ['that calls itself signed', { outerType: oid.cmsSignedData }, 'content-type'],
  ])('%s', (_, change, code) => {
    expect(opened(assemble(change))).toBe(code)
  })

  test.each<[string, Partial<Parts>]>([
    [
      'a content key for somebody else',
      { recipients: [recipient({ encryptedKey: sm2Encrypt(key, generateSm2KeyPair().publicKey) })] },
    ],
    [
      'a content key of 15 bytes',
      { recipients: [recipient({ encryptedKey: sm2Encrypt(key.subarray(1), certificate.publicKey) })] },
    ],
    ['an encrypted key that is not DER', { recipients: [recipient({ encryptedKey: new Uint8Array(100) })] }],
    ['an encrypted key that is empty', { recipients: [recipient({ encryptedKey: none })] }],
    ['a ciphertext of 17 bytes', { ciphertext: derElement(0x80, new Uint8Array(17)) }],
    ['an empty ciphertext', { ciphertext: derElement(0x80) }],
    ['a wrong padding', { ciphertext: derElement(0x80, sm4CbcEncrypt(key, iv, content).subarray(0, 16)) }],
  ])('with one and the same code for %s', (_, change) => {
    expect(opened(assemble(change))).toBe('decryption')
  })

  test('cut off at every byte, or with a byte more', () => {
    for (let length = 0; length < der.length; length++) {
      expect(opened(der.subarray(0, length))).toBe('der-truncated')
    }
    expect(opened(concatBytes(der, Uint8Array.of(0)))).toBe('der-trailing')
  })

  test('with any byte changed, by a GmError if at all', () => {
    const mutation = record({ index: nat(der.length - 1), mask: integer({ min: 1, max: 255 }) })
    assertProperty(
      property(mutation, ({ index, mask }) => {
        // SM4-CBC alone cannot notice every change; whatever it lets through is not a crash.
        expect(() => opened(withFlipped(der, index, mask))).not.toThrow()
      }),
      { numRuns: 300 },
    )
  }, 120_000)
})
