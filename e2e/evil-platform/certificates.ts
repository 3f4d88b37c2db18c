import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { Certificate, Extension } from '@peculiar/asn1-x509'
import type { AuthorityCredentials, Credential } from '../../sandbox/platform/authority-files.ts'
import {
  type CertificateToIssue,
  issueCertificate,
  parseCertificate,
  randomSerial,
} from '../../src/shared/gm/certificate.ts'
import { generateSm2KeyPair, sm2Sign } from '../../src/shared/gm/sm2.ts'

const day = 86_400_000

/** A certificate for signing under the sandbox's issuing authority, with what the caller wants otherwise. */
export function certified(
  authority: AuthorityCredentials,
  wanted: Partial<CertificateToIssue> = {},
  now = Date.now(),
): Credential {
  const keyPair = generateSm2KeyPair()
  const second = Math.floor(now / 1000) * 1000
  const der = issueCertificate({
    subject: authority.signing.certificate.subjectRaw,
    issuer: authority.issuing.certificate,
    issuerKey: authority.issuing.keyPair,
    publicKey: keyPair.publicKey,
    serial: randomSerial(),
    notBefore: new Date(second - day),
    notAfter: new Date(second + day),
    isCa: false,
    keyUsage: ['digitalSignature'],
    ...wanted,
  })
  return { certificate: parseCertificate(der), keyPair }
}

/** An authority of somebody else with the very names of the sandbox's: root, issuing and signing. */
export function lookAlike(authority: AuthorityCredentials, now = Date.now()): AuthorityCredentials {
  const second = Math.floor(now / 1000) * 1000
  const forge = (name: keyof AuthorityCredentials, issuer: Credential | null): Credential => {
    const original = authority[name].certificate
    const keyPair = generateSm2KeyPair()
    const der = issueCertificate({
      subject: original.subjectRaw,
      ...(issuer && { issuer: issuer.certificate }),
      issuerKey: issuer?.keyPair ?? keyPair,
      publicKey: keyPair.publicKey,
      serial: original.serialNumber,
      notBefore: new Date(second - day),
      notAfter: new Date(second + day),
      isCa: original.isCa,
      keyUsage: [...original.keyUsage],
      policies: original.policies,
    })
    return { certificate: parseCertificate(der), keyPair }
  }
  const root = forge('root', null)
  const issuing = forge('issuing', root)
  return { root, issuing, signing: forge('signing', issuing), encryption: forge('encryption', issuing) }
}

/** The same certificate with one more extension, not critical, that holds a text; signed anew by its issuer. */
export function withExtension(subject: Credential, issuer: Credential, text: string): Credential {
  const certificate = AsnConvert.parse(subject.certificate.der, Certificate)
  certificate.tbsCertificate.extensions?.push(
    new Extension({
      extnID: '1.3.6.1.4.1.99999.2.2',
      extnValue: new OctetString(Buffer.from(text)),
    }),
  )
  const tbs = new Uint8Array(AsnConvert.serialize(certificate.tbsCertificate))
  certificate.signatureValue = Uint8Array.from(sm2Sign(tbs, issuer.keyPair)).buffer
  const der = new Uint8Array(AsnConvert.serialize(certificate))
  return { certificate: parseCertificate(der), keyPair: subject.keyPair }
}
