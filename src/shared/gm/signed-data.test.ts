import { assert as assertProperty, integer, nat, property, record, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes } from './bytes.ts'
import {
  encodeAlgorithm,
  encodeContentInfo,
  encodedVersion,
  encodeIssuerAndSerialNumber,
} from './cms-content.ts'
import { readSignedData, signData, verifySignedData, type SignedDataTrust } from './cms.ts'
import { derElement, derObjectIdentifier, derUnsigned, tag } from './der.ts'
import { compareBytes } from './der-canonical.ts'
import { oid } from './oids.ts'
import { generateSm2KeyPair, sm2Sign } from './sm2.ts'
import { makeAuthority, makeLeaf, makeRoot, now, tooEarly, tooLate } from './testing/authority.ts'
import { refusal, withFlipped } from './testing/refusal.ts'

const root = makeRoot('root')
const authority = makeAuthority(root, 'authority')
const signer = makeLeaf(authority, 'signer')
const trust: SignedDataTrust = { root: root.certificate, at: now }
const content = new TextEncoder().encode('{"bizSeq":"测试"}')
const der = sign()

function sign(change: Partial<Parameters<typeof signData>[0]> = {}): Uint8Array {
  return signData({
    content,
    certificate: signer.certificate,
    keyPair: signer.keyPair,
    includeCertificate: [authority.certificate.der],
    ...change,
  })
}

const verify = (message: Uint8Array, change: Partial<SignedDataTrust> = {}): string | undefined =>
  refusal(() => verifySignedData(message, { ...trust, ...change }))

/** The parts of a SignedData, to put together wrongly. */
interface Parts {
  readonly outerType: string
  readonly version: Uint8Array
  readonly digestAlgorithms: Uint8Array
  readonly contentInfo: Uint8Array
  readonly certificates: readonly Uint8Array[]
  readonly afterCertificates: Uint8Array
  readonly signerInfos: readonly Uint8Array[]
}

interface SignerParts {
  readonly version: Uint8Array
  readonly name: Uint8Array
  readonly digestAlgorithm: Uint8Array
  readonly signedAttributes: Uint8Array
  readonly signatureAlgorithm: Uint8Array
  readonly signature: Uint8Array
  readonly unsignedAttributes: Uint8Array
}

const none = new Uint8Array(0)
const signature = sm2Sign(content, signer.keyPair)

function signerInfo(change: Partial<SignerParts> = {}): Uint8Array {
  const parts: SignerParts = {
    version: encodedVersion,
    name: encodeIssuerAndSerialNumber(signer.certificate),
    digestAlgorithm: encodeAlgorithm(oid.sm3),
    signedAttributes: none,
    signatureAlgorithm: encodeAlgorithm(oid.sm2Sign),
    signature: derElement(tag.octetString, signature),
    unsignedAttributes: none,
    ...change,
  }
  const { version, name, digestAlgorithm, signedAttributes, signatureAlgorithm } = parts
  return derElement(
    tag.sequence,
    version,
    name,
    digestAlgorithm,
    signedAttributes,
    signatureAlgorithm,
    parts.signature,
    parts.unsignedAttributes,
  )
}

function assemble(change: Partial<Parts> = {}): Uint8Array {
  const parts: Parts = {
    outerType: oid.cmsSignedData,
    version: encodedVersion,
    digestAlgorithms: derElement(tag.set, encodeAlgorithm(oid.sm3)),
    contentInfo: encodeContentInfo(oid.cmsData, derElement(tag.octetString, content)),
    certificates: [signer.certificate.der, authority.certificate.der].toSorted(compareBytes),
    afterCertificates: none,
    signerInfos: [signerInfo()],
    ...change,
  }
  const signedData = derElement(
    tag.sequence,
    parts.version,
    parts.digestAlgorithms,
    parts.contentInfo,
    derElement(0xa0, ...parts.certificates),
    parts.afterCertificates,
    derElement(tag.set, ...parts.signerInfos.toSorted(compareBytes)),
  )
  return encodeContentInfo(parts.outerType, signedData)
}

/** One attribute: the content type, as RFC 5652 section 11.1 writes it. */
const attribute = derElement(
  tag.sequence,
  derObjectIdentifier('1.2.840.113549.1.9.3'),
  derElement(tag.set, derObjectIdentifier(oid.cmsData)),
)
const sha256 = encodeAlgorithm('2.16.840.1.101.3.4.2.1')

describe('a signed message', () => {
  test('gives its content and its signer', () => {
    const verified = verifySignedData(der, trust)
    expect(verified.content).toEqual(content)
    expect(verified.signer.der).toEqual(signer.certificate.der)
    expect(verify(der, { expectedSigner: signer.certificate })).toBeUndefined()
  })

  test('can be empty, and long', () => {
    for (const length of [0, 1, 127, 128, 70_000]) {
      const long = new Uint8Array(length).fill(7)
      expect(verifySignedData(sign({ content: long }), trust).content).toEqual(long)
    }
  })

  test('can be taken apart before it is believed', () => {
    const message = readSignedData(der)
    expect(message.certificates).toHaveLength(2)
    expect(message.signer.subject).toBe('CN=signer,C=CN')
    expect(refusal(() => message.verify())).toBeUndefined()
  })

  test('put together by hand from the same parts is good: the refusals below are for what they change', () => {
    expect(verify(assemble())).toBeUndefined()
  })

  test('is not signed with a key that the certificate does not name', () => {
    expect(refusal(() => sign({ keyPair: generateSm2KeyPair() }))).toBe('key-mismatch')
  })
})

describe('a signed message is refused', () => {
  test('from a signer under another root, or without its authority', () => {
    expect(verify(der, { root: makeRoot('root').certificate })).toBe('certificate-chain')
    expect(verify(sign({ includeCertificate: [] }))).toBe('certificate-chain')
  })

  test('before, and after, its certificates are valid', () => {
    expect(verify(der, { at: tooEarly })).toBe('certificate-not-yet-valid')
    expect(verify(der, { at: tooLate })).toBe('certificate-expired')
  })

  test('from a certificate that may only receive envelopes', () => {
    const receiver = makeLeaf(authority, 'receiver', { keyUsage: ['keyEncipherment'] })
    expect(verify(sign({ certificate: receiver.certificate, keyPair: receiver.keyPair }))).toBe(
      'certificate-usage',
    )
  })

  test('from another signer than the one expected, under the same root', () => {
    expect(verify(der, { expectedSigner: makeLeaf(authority, 'signer').certificate })).toBe('signer')
  })

  test('with another content', () => {
    const other = derElement(tag.octetString, withFlipped(content, 3, 1))
    expect(verify(assemble({ contentInfo: encodeContentInfo(oid.cmsData, other) }))).toBe('signature')
  })

  test('with a signature by another key, and with one that is no signature', () => {
    const by = derElement(tag.octetString, sm2Sign(content, generateSm2KeyPair()))
    expect(verify(assemble({ signerInfos: [signerInfo({ signature: by })] }))).toBe('signature')
    const zeros = derElement(tag.octetString, derElement(tag.sequence, derUnsigned(0n), derUnsigned(0n)))
    expect(verify(assemble({ signerInfos: [signerInfo({ signature: zeros })] }))).toBe('scalar-out-of-range')
    const empty = derElement(tag.octetString)
    expect(verify(assemble({ signerInfos: [signerInfo({ signature: empty })] }))).toBe('der-truncated')
  })

  test.each<[string, Partial<Parts>, string]>([
    ['without a signer', { signerInfos: [] }, 'signer'],
    [
      'with two signers',
      {
        signerInfos: [
          signerInfo(),
          signerInfo({ signature: derElement(tag.octetString, sm2Sign(content, signer.keyPair)) }),
        ],
      },
      'signer',
    ],
    ['with its signer twice', { signerInfos: [signerInfo(), signerInfo()] }, 'der-not-canonical'],
    [
      'with its content detached',
      { contentInfo: derElement(tag.sequence, derObjectIdentifier(oid.cmsData)) },
      'content-type',
    ],
    [
      'with the content of another type',
      { contentInfo: encodeContentInfo(oid.cmsEnvelopedData, derElement(tag.octetString, content)) },
      'content-type',
    ],
    [
      'with the data type of PKCS#7',
      { contentInfo: encodeContentInfo('1.2.840.113549.1.7.1', derElement(tag.octetString, content)) },
      'content-type',
    ],
    [
      'with content that is no octet string',
      { contentInfo: encodeContentInfo(oid.cmsData, derElement(tag.sequence)) },
      'content-type',
    ],
    ['that calls itself an envelope', { outerType: oid.cmsEnvelopedData }, 'content-type'],
    ['that calls itself a SignedData of PKCS#7', { outerType: '1.2.840.113549.1.7.2' }, 'content-type'],
    ['of version 3', { version: derUnsigned(3n) }, 'algorithm'],
    ['with SHA-256 in place of SM3', { digestAlgorithms: derElement(tag.set, sha256) }, 'algorithm'],
    [
      'with SHA-256 beside SM3',
      { digestAlgorithms: derElement(tag.set, ...[sha256, encodeAlgorithm(oid.sm3)].toSorted(compareBytes)) },
      'algorithm',
    ],
    ['without a digest algorithm', { digestAlgorithms: derElement(tag.set) }, 'algorithm'],
    ['without certificates', { certificates: [] }, 'signer'],
    ['without its signer’s certificate', { certificates: [authority.certificate.der] }, 'signer'],
    [
      'with a certificate twice',
      { certificates: [signer.certificate.der, signer.certificate.der] },
      'der-not-canonical',
    ],
    [
      'with its certificates out of order',
      {
        certificates: [signer.certificate.der, authority.certificate.der].toSorted((a, b) =>
          compareBytes(b, a),
        ),
      },
      'der-not-canonical',
    ],
    ['with something else than a certificate', { certificates: [derElement(tag.sequence)] }, 'der-malformed'],
    ['with revocation lists', { afterCertificates: derElement(0xa1) }, 'der-malformed'],
    // The library skips what it does not know; that it does not come back when encoded again is what gives it away.
    ['with an unknown member', { afterCertificates: derElement(0xa2) }, 'der-not-canonical'],
  ])('%s', (_, change, code) => {
    expect(verify(assemble(change))).toBe(code)
  })

  test.each<[string, Partial<SignerParts>, string]>([
    ['of version 3', { version: derUnsigned(3n) }, 'algorithm'],
    ['with SHA-256', { digestAlgorithm: sha256 }, 'algorithm'],
    [
      'with parameters to SM3',
      { digestAlgorithm: encodeAlgorithm(oid.sm3, Uint8Array.of(5, 0)) },
      'algorithm',
    ],
    ['with ECDSA', { signatureAlgorithm: encodeAlgorithm('1.2.840.10045.4.3.2') }, 'algorithm'],
    ['with signed attributes', { signedAttributes: derElement(0xa0, attribute) }, 'algorithm'],
    ['with unsigned attributes', { unsignedAttributes: derElement(0xa1, attribute) }, 'algorithm'],
    ['named by key identifier', { name: derElement(0x80, new Uint8Array(20)) }, 'signer'],
    [
      'named by another serial number',
      { name: encodeIssuerAndSerialNumber({ ...signer.certificate, serialNumber: '01' }) },
      'signer',
    ],
    [
      'named by its authority’s certificate',
      { name: encodeIssuerAndSerialNumber(authority.certificate) },
      'certificate-usage',
    ],
  ])('from a signer %s', (_, change, code) => {
    expect(verify(assemble({ signerInfos: [signerInfo(change)] }))).toBe(code)
  })

  test('cut off at every byte, or with a byte more', () => {
    for (let length = 0; length < der.length; length++) {
      expect(verify(der.subarray(0, length))).toBe('der-truncated')
    }
    expect(verify(concatBytes(der, Uint8Array.of(0)))).toBe('der-trailing')
  })

  test('in BER: an indefinite length around the same contents', () => {
    const indefinite = concatBytes(Uint8Array.of(0x30, 0x80), der.subarray(4), Uint8Array.of(0, 0))
    expect(verify(indefinite)).toBe('der-not-canonical')
  })
})

describe('whatever is changed', () => {
  /** Fails unless the message is refused with a GmError or still says exactly what was signed. Any other error passes through. */
  const expectHarmless = (message: Uint8Array): void => {
    expect(() =>
      refusal(() => expect(verifySignedData(message, trust).content).toEqual(content)),
    ).not.toThrow()
  }

  test('one byte, anywhere, to any other value, never gives another content', () => {
    const mutation = record({ index: nat(der.length - 1), mask: integer({ min: 1, max: 255 }) })
    assertProperty(
      property(mutation, ({ index, mask }) => expectHarmless(withFlipped(der, index, mask))),
      { numRuns: 400 },
    )
    expect(verify(der)).toBeUndefined()
  }, 120_000)

  test('no byte of the message can change its lowest bit unnoticed', () => {
    const unnoticed: number[] = []
    for (let index = 0; index < der.length; index++) {
      if (verify(withFlipped(der, index, 1)) === undefined) unnoticed.push(index)
    }
    expect(unnoticed).toEqual([])
  }, 120_000)

  test('bytes inserted, removed or moved never give another content', () => {
    const edit = record({
      start: nat(der.length),
      removed: nat(12),
      inserted: uint8Array({ maxLength: 12 }),
    })
    assertProperty(
      property(edit, ({ start, removed, inserted }) =>
        expectHarmless(concatBytes(der.subarray(0, start), inserted, der.subarray(start + removed))),
      ),
      { numRuns: 1000 },
    )
    expect(verify(der)).toBeUndefined()
  }, 120_000)

  test('arbitrary bytes throw a GmError and nothing else', () => {
    assertProperty(
      property(uint8Array({ maxLength: 200 }), (bytes) => {
        expect(verify(bytes)).toBeDefined()
      }),
      { numRuns: 1000 },
    )
    expect(verify(der)).toBeUndefined()
  })
})
