import { Certificate, Extension } from '@peculiar/asn1-x509'
import { OctetString } from '@peculiar/asn1-schema'
import { describe, expect, test } from 'vitest'
import { decodeAsn, encodeAsn, toBuffer } from './asn1.ts'
import { concatBytes, equalBytes, fromHex } from './bytes.ts'
import {
  createCertificateRequest,
  fromPem,
  isSandboxCertificate,
  issueCertificate,
  parseCertificate,
  parseCertificateRequest,
  randomSerial,
  sandboxPolicyOid,
  toPem,
  type GmCertificate,
} from './certificate.ts'
import { derObjectIdentifier } from './der.ts'
import { generateSm2KeyPair, sm2Sign } from './sm2.ts'
import { makeAuthority, makeLeaf, makeRoot, type Identity } from './testing/authority.ts'
import { refusal, withFlipped, withReplaced } from './testing/refusal.ts'

const root = makeRoot('测试根')
const leaf = makeLeaf(root, 'leaf')

/** The root's certificate with something about it changed, signed again. */
function changed(
  change: (certificate: Certificate) => void,
  { certificate, keyPair }: Identity = root,
): Uint8Array {
  const copy = decodeAsn(Certificate, certificate.der)
  change(copy)
  copy.signatureValue = toBuffer(sm2Sign(encodeAsn(copy.tbsCertificate), keyPair))
  return encodeAsn(copy)
}

function addExtension(extnID: string, critical: boolean, value: string): Uint8Array {
  return changed(({ tbsCertificate }) => {
    tbsCertificate.extensions?.push(
      new Extension({ extnID, critical, extnValue: new OctetString(fromHex(value)) }),
    )
  })
}

describe('parsing', () => {
  test('gives every field of a certificate', () => {
    const keyPair = generateSm2KeyPair()
    const der = issueCertificate({
      subject: { commonName: '测试一, "x"', organisation: '#1 ', organisationalUnit: 'a+b', country: 'CN' },
      issuer: root.certificate,
      issuerKey: root.keyPair,
      publicKey: keyPair.publicKey,
      serial: '80ff',
      notBefore: new Date('2026-01-02T03:04:05.678Z'),
      notAfter: new Date('2055-01-01T00:00:00Z'),
      isCa: true,
      pathLength: 2,
      keyUsage: ['keyCertSign', 'digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      policies: ['1.2.3.4'],
    })
    const certificate = parseCertificate(der)
    expect(certificate).toMatchObject({
      der,
      subject: String.raw`CN=测试一\, \"x\",OU=a\+b,O=\#1\ ,C=CN`,
      issuer: 'CN=测试根,O=测试,C=CN',
      serialNumber: '0080ff',
      notBefore: new Date('2026-01-02T03:04:05Z'),
      notAfter: new Date('2055-01-01T00:00:00Z'),
      publicKey: keyPair.publicKey,
      isCa: true,
      pathLength: 2,
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      policies: ['1.2.3.4'],
      issuerRaw: root.certificate.subjectRaw,
      unknownCritical: [],
    } satisfies Partial<GmCertificate>)
    expect([...certificate.keyUsage].toSorted()).toEqual(['digitalSignature', 'keyCertSign'])
    expect(certificate.authorityKeyId).toEqual(root.certificate.subjectKeyId)
    expect(certificate.subjectKeyId).toHaveLength(20)
  })

  test('changing the bytes handed in later does not change the certificate', () => {
    const der = leaf.certificate.der.slice()
    const certificate = parseCertificate(der)
    der.fill(0)
    expect(certificate.der).toEqual(leaf.certificate.der)
  })

  test('refuses a certificate cut off at every byte, or with a byte more', () => {
    const { der } = leaf.certificate
    for (let length = 0; length < der.length; length++) {
      expect(refusal(() => parseCertificate(der.subarray(0, length)))).toBe('der-truncated')
    }
    expect(refusal(() => parseCertificate(concatBytes(der, Uint8Array.of(0))))).toBe('der-trailing')
  })

  test('a certificate with a changed byte is refused with a GmError, or shows the change in what is signed', () => {
    const { der, tbs, signature } = leaf.certificate
    const unseen: number[] = []
    for (let index = 0; index < der.length; index += 2) {
      let seen: GmCertificate | undefined
      refusal(() => (seen = parseCertificate(withFlipped(der, index, index % 3 === 0 ? 0x21 : 0x01))))
      if (seen && equalBytes(seen.tbs, tbs) && equalBytes(seen.signature, signature)) unseen.push(index)
    }
    expect(unseen).toEqual([])
    expect(refusal(() => parseCertificate(der))).toBeUndefined()
  }, 120_000)

  test.each([
    ['ECDSA with SHA-256 in place of SM2 with SM3', '1.2.840.10045.4.3.2'],
    ['the SM3 digest in place of a signature', '1.2.156.10197.1.401'],
  ])('refuses %s', (_, algorithm) => {
    const der = changed((certificate) => {
      certificate.signatureAlgorithm.algorithm = algorithm
      certificate.tbsCertificate.signature.algorithm = algorithm
    })
    expect(refusal(() => parseCertificate(der))).toBe('algorithm')
  })

  test('refuses two signature algorithms that differ', () => {
    const der = changed(({ signatureAlgorithm }) => {
      signatureAlgorithm.parameters = null
    })
    expect(refusal(() => parseCertificate(der))).toBe('algorithm')
  })

  test('refuses a key on another curve', () => {
    const der = withReplaced(
      root.certificate.der,
      derObjectIdentifier('1.2.156.10197.1.301'),
      derObjectIdentifier('1.2.156.10197.1.302'),
    )
    expect(refusal(() => parseCertificate(der))).toBe('algorithm')
  })

  test('refuses a key off the curve', () => {
    const { der, publicKey } = root.certificate
    expect(refusal(() => parseCertificate(withReplaced(der, publicKey, withFlipped(publicKey, 64, 1))))).toBe(
      'point-off-curve',
    )
  })

  test.each([
    ['version 1', ({ tbsCertificate }: Certificate) => (tbsCertificate.version = 0)],
    [
      'a serial number of zero',
      ({ tbsCertificate }: Certificate) => (tbsCertificate.serialNumber = toBuffer(Uint8Array.of(0))),
    ],
    [
      'a negative serial number',
      ({ tbsCertificate }: Certificate) => (tbsCertificate.serialNumber = toBuffer(Uint8Array.of(0x80))),
    ],
    [
      'a serial number of 21 bytes',
      ({ tbsCertificate }: Certificate) =>
        (tbsCertificate.serialNumber = toBuffer(new Uint8Array(21).fill(1))),
    ],
    [
      'a subject unique id',
      ({ tbsCertificate }: Certificate) => (tbsCertificate.subjectUniqueID = toBuffer(Uint8Array.of(1))),
    ],
    ['no extensions', ({ tbsCertificate }: Certificate) => delete tbsCertificate.extensions],
    ['no subject', ({ tbsCertificate }: Certificate) => tbsCertificate.subject.splice(0)],
  ])('refuses %s', (_, change) => {
    expect(refusal(() => parseCertificate(changed(change)))).toBe('certificate-malformed')
  })

  test('refuses an extension that comes twice', () => {
    expect(refusal(() => parseCertificate(addExtension('2.5.29.15', true, '03020106')))).toBe(
      'certificate-extension',
    )
  })

  test.each([
    ['a false CA flag written out', '2.5.29.19', '3003010100', 'der-not-canonical'],
    ['a path length without the CA flag', '2.5.29.19', '3003020101', 'certificate-malformed'],
    ['a negative path length', '2.5.29.19', '30060101ff0201ff', 'certificate-malformed'],
    ['a key usage with zeros after its last bit', '2.5.29.15', '03020080', 'der-not-canonical'],
    ['an empty key usage', '2.5.29.15', '030100', 'der-not-canonical'],
    ['bytes after an extension', '2.5.29.15', '0302078000', 'der-trailing'],
  ])('refuses %s', (_, extnID, value, code) => {
    const der = changed(({ tbsCertificate }) => {
      const extension = tbsCertificate.extensions?.find((each) => each.extnID === extnID)
      if (extension) extension.extnValue = new OctetString(fromHex(value))
    })
    expect(refusal(() => parseCertificate(der))).toBe(code)
  })

  test('lists critical extensions that it does not know, a purpose among them, but not others', () => {
    expect(parseCertificate(addExtension('1.2.3.4', true, '0500')).unknownCritical).toEqual(['1.2.3.4'])
    expect(parseCertificate(addExtension('1.2.3.4', false, '0500')).unknownCritical).toEqual([])
    const purpose = addExtension('2.5.29.37', true, '300a06082b06010505070301')
    expect(parseCertificate(purpose).unknownCritical).toEqual(['2.5.29.37'])
  })
})

describe('issuing', () => {
  test('refuses an issuer key that is not its certificate’s', () => {
    expect(refusal(() => makeLeaf({ ...root, keyPair: generateSm2KeyPair() }, 'x'))).toBe('key-mismatch')
  })

  test.each([
    ['a serial number of zero', { serial: '0000' }, 'certificate-malformed'],
    ['a serial number of 21 bytes', { serial: '01'.repeat(21) }, 'certificate-malformed'],
    ['a serial number that is not hexadecimal', { serial: '12 34' }, 'encoding'],
    ['no key usage', { keyUsage: [] }, 'certificate-usage'],
    ['an empty name', { subject: { commonName: '' } }, 'certificate-malformed'],
    ['a country of three letters', { subject: { commonName: 'x', country: 'CHN' } }, 'certificate-malformed'],
    ['a subject that is no name', { subject: Uint8Array.of(5, 0) }, 'der-malformed'],
  ] as const)('refuses %s', (_, change, code) => {
    expect(refusal(() => makeLeaf(root, 'x', change))).toBe(code)
  })

  test('serial numbers are positive, of 16 bytes and never the same', () => {
    const serials = Array.from({ length: 100 }, () => randomSerial())
    expect(new Set(serials).size).toBe(100)
    expect(serials.every((serial) => /^[4-7][0-9a-f]{31}$/.test(serial))).toBe(true)
  })

  test('a sandbox’s root says so, and others do not', () => {
    const sandbox = makeRoot('sandbox', { policies: [sandboxPolicyOid] })
    expect(isSandboxCertificate(sandbox.certificate)).toBe(true)
    expect(isSandboxCertificate(root.certificate)).toBe(false)
    expect(
      isSandboxCertificate(makeAuthority(root, 'x', { policies: ['1.3.6.1.4.1.99999.1.2'] }).certificate),
    ).toBe(false)
  })
})

describe('certificate requests', () => {
  const keyPair = generateSm2KeyPair()
  const der = createCertificateRequest({ subject: { commonName: 'terminal', country: 'CN' }, keyPair })

  test('carry name and key, and a certificate can be issued from one', () => {
    const request = parseCertificateRequest(der)
    expect(request).toMatchObject({ subject: 'CN=terminal,C=CN', publicKey: keyPair.publicKey })
    const { certificate } = makeLeaf(root, 'unused', {
      subject: request.subjectRaw,
      publicKey: request.publicKey,
    })
    expect(certificate).toMatchObject({ subject: 'CN=terminal,C=CN', publicKey: keyPair.publicKey })
  })

  test('are refused when cut off at every byte, or with a byte more', () => {
    for (let length = 0; length < der.length; length++) {
      expect(refusal(() => parseCertificateRequest(der.subarray(0, length)))).toBe('der-truncated')
    }
    expect(refusal(() => parseCertificateRequest(concatBytes(der, Uint8Array.of(0))))).toBe('der-trailing')
  })

  test('are refused when any byte of name, key or signature has changed', () => {
    for (let index = 0; index < der.length; index++) {
      expect(refusal(() => parseCertificateRequest(withFlipped(der, index, 1)))).toBeDefined()
    }
  })

  test('are refused when somebody else’s key is put in', () => {
    const stolen = withReplaced(der, keyPair.publicKey, generateSm2KeyPair().publicKey)
    expect(refusal(() => parseCertificateRequest(stolen))).toBe('signature')
  })
})

describe('PEM', () => {
  const { der } = root.certificate
  const pem = toPem('CERTIFICATE', der)

  test('goes both ways, with either line end', () => {
    expect(pem.split('\n').every((line) => line.length <= 64)).toBe(true)
    expect(fromPem('CERTIFICATE', pem)).toEqual(der)
    expect(fromPem('CERTIFICATE', pem.replaceAll('\n', '\r\n'))).toEqual(der)
  })

  test.each([
    ['another label', pem.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
    ['two blocks', pem + pem],
    ['text before it', `subject=x\n${pem}`],
    ['no end', pem.slice(0, -10)],
    ['no contents', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'],
    ['characters that are not base64', pem.replace('M', '*')],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(refusal(() => fromPem('CERTIFICATE', text))).toBe('encoding')
  })
})
