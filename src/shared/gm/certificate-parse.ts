import { Certificate, Version, type AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { decodeAsn, encodeAsn } from './asn1.ts'
import { equalBytes, toHex } from './bytes.ts'
import { readExtensions, type CertificateExtensions } from './certificate-extensions.ts'
import { readElement } from './der.ts'
import { describeName } from './distinguished-name.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { publicKeyFromInfo } from './public-key-info.ts'

/** An X.509 version 3 certificate of an SM2 key, signed with SM2 and SM3 (GM/T 0015). Parsed, not trusted. */
export interface GmCertificate extends CertificateExtensions {
  readonly der: Uint8Array
  /** For people, as RFC 4514; names are compared by their raw DER. */
  readonly subject: string
  readonly issuer: string
  readonly subjectRaw: Uint8Array
  readonly issuerRaw: Uint8Array
  /** The contents octets of the INTEGER in lower-case hexadecimal. */
  readonly serialNumber: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** 65 bytes, 04 ‖ x ‖ y, on the curve. */
  readonly publicKey: Uint8Array
  /** The signed bytes. */
  readonly tbs: Uint8Array
  /** The DER SEQUENCE { r, s }. */
  readonly signature: Uint8Array
}

const longestSerial = 20
const keptCertificates = 128
const kept = new Map<string, GmCertificate>()

/**
 * Parses a certificate. Those that led to a trusted root before come from `keepCertificate`. Throws `der-…` on anything
 * but canonical DER, `algorithm` unless key and signature are SM2 with SM3, `point-off-curve`,
 * `certificate-malformed`, `certificate-extension`.
 */
export function parseCertificate(der: Uint8Array): GmCertificate {
  return kept.get(toHex(der)) ?? parse(der.slice())
}

/**
 * Keeps a certificate that led to a trusted root, because every reply brings the same few. No other is kept: whatever
 * a stranger writes into a certificate goes with the message that brought it.
 */
export function keepCertificate(certificate: GmCertificate): void {
  const name = toHex(certificate.der)
  kept.delete(name)
  kept.set(name, certificate)
  if (kept.size > keptCertificates) {
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }
}

function parse(der: Uint8Array): GmCertificate {
  const certificate = decodeAsn(Certificate, der)
  const { tbsCertificate: tbs } = certificate
  requireSm2WithSm3(certificate.signatureAlgorithm)
  if (!equalBytes(encodeAsn(tbs.signature), encodeAsn(certificate.signatureAlgorithm)))
    throw new GmError('algorithm')
  const serial = new Uint8Array(tbs.serialNumber)
  const isPositive = (serial[0] ?? 0x80) < 0x80 && serial.some((octet) => octet !== 0)
  if (tbs.version !== Version.v3 || !tbs.extensions || tbs.issuerUniqueID || tbs.subjectUniqueID) {
    throw new GmError('certificate-malformed')
  }
  if (!isPositive || serial.length > longestSerial || tbs.issuer.length === 0 || tbs.subject.length === 0) {
    throw new GmError('certificate-malformed')
  }
  return {
    ...readExtensions(tbs.extensions),
    der,
    subject: describeName(tbs.subject),
    issuer: describeName(tbs.issuer),
    subjectRaw: encodeAsn(tbs.subject),
    issuerRaw: encodeAsn(tbs.issuer),
    serialNumber: toHex(serial),
    notBefore: tbs.validity.notBefore.getTime(),
    notAfter: tbs.validity.notAfter.getTime(),
    publicKey: publicKeyFromInfo(tbs.subjectPublicKeyInfo),
    tbs: readElement(readElement(der).value).raw,
    signature: new Uint8Array(certificate.signatureValue),
  }
}

/** Throws `algorithm` unless it is SM2 with SM3; the parameters are absent, or NULL as some authorities write them. */
export function requireSm2WithSm3({ algorithm, parameters }: AlgorithmIdentifier): void {
  if (algorithm !== oid.sm2WithSm3 || parameters) throw new GmError('algorithm')
}
