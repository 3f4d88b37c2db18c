import {
  issueCertificate,
  parseCertificate,
  randomSerial,
  type CertificateToIssue,
  type GmCertificate,
} from '../certificate.ts'
import { generateSm2KeyPair, type Sm2KeyPair } from '../sm2.ts'

/** A certificate with the key that it certifies. */
export interface Identity {
  readonly certificate: GmCertificate
  readonly keyPair: Sm2KeyPair
}

/** A moment at which every invented certificate is valid, and one before and after. */
export const now = new Date('2026-06-01T00:00:00Z')
export const tooEarly = new Date('2025-12-31T23:59:59Z')
export const tooLate = new Date('2027-01-01T00:00:01Z')
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }

/** A self-signed root; anything about it can be changed. */
export function makeRoot(commonName: string, changes: Partial<CertificateToIssue> = {}): Identity {
  const keyPair = generateSm2KeyPair()
  return finish(keyPair, {
    subject: { commonName, organisation: '测试', country: 'CN' },
    issuerKey: keyPair,
    publicKey: keyPair.publicKey,
    serial: randomSerial(),
    ...validity,
    isCa: true,
    keyUsage: ['keyCertSign', 'crlSign'],
    ...changes,
  })
}

/** An authority below another. */
export function makeAuthority(
  issuer: Identity,
  commonName: string,
  changes: Partial<CertificateToIssue> = {},
): Identity {
  return makeLeaf(issuer, commonName, { isCa: true, keyUsage: ['keyCertSign', 'crlSign'], ...changes })
}

/** A certificate that signs messages and receives envelopes. */
export function makeLeaf(
  issuer: Identity,
  commonName: string,
  changes: Partial<CertificateToIssue> = {},
): Identity {
  const keyPair = generateSm2KeyPair()
  return finish(keyPair, {
    subject: { commonName, country: 'CN' },
    issuer: issuer.certificate,
    issuerKey: issuer.keyPair,
    publicKey: keyPair.publicKey,
    serial: randomSerial(),
    ...validity,
    isCa: false,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    ...changes,
  })
}

function finish(keyPair: Sm2KeyPair, certificate: CertificateToIssue): Identity {
  return { keyPair, certificate: parseCertificate(issueCertificate(certificate)) }
}
