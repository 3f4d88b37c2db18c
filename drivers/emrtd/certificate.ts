import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  type Extension,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
} from '@peculiar/asn1-x509'
import { parseAsn } from './asn1.ts'
import { type CertificateOutline, outlineOf } from './certificate-outline.ts'
import { DocumentFault } from './fault.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { type Algorithm, verifySignature } from './signature.ts'
import { readOnly } from './tlv.ts'

/** A certificate of a document signer or an authority (ICAO 9303-12, 7.1). Parsed, not trusted. */
export interface DocumentCertificate extends CertificateOutline {
  readonly notBefore: number
  readonly notAfter: number
  readonly algorithm: Algorithm
  readonly signature: Uint8Array
  readonly key: PublicKey | undefined
  /** Whether it says that it may issue certificates; undefined: says nothing. */
  readonly isAuthority: boolean | undefined
  /** First octet of the key usage; undefined: says nothing. */
  readonly keyUsage: number | undefined
  /** It is for some special purpose; a document signer's is not. */
  readonly hasPurpose: boolean
  readonly authorityKeyId: Uint8Array | undefined
}

/** Bits of the key usage (RFC 5280, 4.2.1.3), the first of them highest. */
export const keyUsage = { digitalSignature: 0x80, keyCertSign: 0x04 } as const

/** Parses a certificate. Throws `unreadable`. */
export function readCertificate(der: Uint8Array): DocumentCertificate {
  const outline = outlineOf(der)
  const { tbsCertificate, signatureAlgorithm, signatureValue } = parseAsn(Certificate, der)
  const { validity, extensions } = tbsCertificate
  const extension = (oid: string) => extensions?.find(({ extnID }) => extnID === oid)
  const constraints = extension(id_ce_basicConstraints)
  const authority = extension(id_ce_authorityKeyIdentifier)
  const authorityKeyId =
    authority && parseAsn(AuthorityKeyIdentifier, valueOf(authority)).keyIdentifier?.buffer
  const { algorithm, parameters } = signatureAlgorithm
  return {
    ...outline,
    notBefore: validity.notBefore.getTime().getTime(),
    notAfter: validity.notAfter.getTime().getTime(),
    algorithm: parameters ? { oid: algorithm, parameters: new Uint8Array(parameters) } : { oid: algorithm },
    signature: new Uint8Array(signatureValue),
    key: readPublicKey(outline.subjectPublicKeyInfo),
    isAuthority: constraints && parseAsn(BasicConstraints, valueOf(constraints)).cA,
    keyUsage: keyUsageOf(extension(id_ce_keyUsage)),
    hasPurpose: extension(id_ce_extKeyUsage) !== undefined,
    authorityKeyId: authorityKeyId && new Uint8Array(authorityKeyId),
  }
}

/** Whether `issuer`'s key signed the certificate. */
export function isSignedBy(certificate: DocumentCertificate, issuer: DocumentCertificate): boolean {
  const { algorithm, tbs, signature } = certificate
  return issuer.key !== undefined && verifySignature({ algorithm, key: issuer.key, data: tbs, signature })
}

function valueOf(extension: Extension): Uint8Array {
  return new Uint8Array(extension.extnValue.buffer)
}

/** A BIT STRING; its first octet counts the bits that are not used. */
function keyUsageOf(extension: Extension | undefined): number | undefined {
  if (!extension) return undefined
  const [, bits] = readOnly(valueOf(extension), 0x03)
  if (bits === undefined) throw new DocumentFault('unreadable')
  return bits
}
