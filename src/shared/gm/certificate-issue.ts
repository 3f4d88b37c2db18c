import {
  AlgorithmIdentifier,
  Certificate,
  Name,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { decodeAsn, encodeAsn, toBuffer } from './asn1.ts'
import { equalBytes, fromHex, toHex } from './bytes.ts'
import { writeExtensions, type KeyUsage } from './certificate-extensions.ts'
import { parseCertificate, type GmCertificate } from './certificate-parse.ts'
import { encodeName, type DistinguishedName } from './distinguished-name.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { publicKeyInfo } from './public-key-info.ts'
import { drawBytes, systemRandom, type RandomSource } from './random.ts'
import { sm2Sign, type Sm2KeyPair } from './sm2.ts'
import { sm3 } from './sm3.ts'

/** What goes into a new certificate. */
export interface CertificateToIssue {
  /** A name in parts, or the DER of a Name as a certificate request carries it. */
  readonly subject: DistinguishedName | Uint8Array
  /** The authority's certificate; without one the certificate is self-signed. */
  readonly issuer?: GmCertificate
  /** The authority's key pair, or for a self-signed certificate the subject's own. */
  readonly issuerKey: Sm2KeyPair
  /** The subject's key, 65 bytes. */
  readonly publicKey: Uint8Array
  /** Hexadecimal, at most 20 bytes, not zero; see `randomSerial`. */
  readonly serial: string
  /** To the second. */
  readonly notBefore: Date
  readonly notAfter: Date
  readonly isCa: boolean
  /** How many authorities may stand below a CA. */
  readonly pathLength?: number
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  readonly policies?: readonly string[]
}

/** 16 random bytes in hexadecimal with the top bit clear: a serial number that nobody can foresee. */
export function randomSerial(random: RandomSource = systemRandom): string {
  const bytes = drawBytes(random, 16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return toHex(bytes)
}

/**
 * Issues an X.509 version 3 certificate, signed with SM2 and SM3; gives its DER. The subject key identifier is the
 * first 20 bytes of SM3 over the public key. Throws `key-mismatch` when the issuer's key is not that of its
 * certificate, and whatever `parseCertificate` throws: what it would not read is not issued.
 */
export function issueCertificate(certificate: CertificateToIssue): Uint8Array {
  const { issuer, issuerKey, publicKey } = certificate
  if (!equalBytes(issuerKey.publicKey, issuer?.publicKey ?? publicKey)) throw new GmError('key-mismatch')
  const subject = decodeAsn(Name, subjectDer(certificate.subject))
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: oid.sm2WithSm3 })
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: toBuffer(positiveInteger(fromHex(certificate.serial))),
    signature: signatureAlgorithm,
    issuer: issuer ? decodeAsn(Name, issuer.subjectRaw) : subject,
    validity: new Validity({ notBefore: certificate.notBefore, notAfter: certificate.notAfter }),
    subject,
    subjectPublicKeyInfo: publicKeyInfo(publicKey),
    extensions: writeExtensions({
      ...certificate,
      subjectKeyId: sm3(publicKey).slice(0, 20),
      ...(issuer?.subjectKeyId && { authorityKeyId: issuer.subjectKeyId }),
    }),
  })
  const signature = sm2Sign(encodeAsn(tbsCertificate), issuerKey)
  const der = encodeAsn(
    new Certificate({ tbsCertificate, signatureAlgorithm, signatureValue: toBuffer(signature) }),
  )
  return parseCertificate(der).der
}

function subjectDer(subject: DistinguishedName | Uint8Array): Uint8Array {
  return subject instanceof Uint8Array ? subject : encodeName(subject)
}

/** The shortest contents octets of a positive INTEGER. */
function positiveInteger(magnitude: Uint8Array): Uint8Array {
  const start = magnitude.findIndex((octet) => octet !== 0)
  if (start === -1) throw new GmError('certificate-malformed')
  const shortest = magnitude.subarray(start)
  return (shortest[0] ?? 0) < 0x80 ? shortest : Uint8Array.of(0, ...shortest)
}
