import { Name } from '@peculiar/asn1-x509'
import { decodeAsn } from './asn1.ts'
import { equalBytes } from './bytes.ts'
import {
  derElement,
  derObjectIdentifier,
  derUnsigned,
  readChildren,
  readSequence,
  readUnsigned,
  tag,
} from './der.ts'
import { requireCanonicalDer } from './der-canonical.ts'
import { describeName, encodeName, type DistinguishedName } from './distinguished-name.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { encodePublicKeyInfo, parsePublicKeyInfo } from './public-key-info.ts'
import { sm2Sign, sm2Verify, type Sm2KeyPair } from './sm2.ts'

/** What a certificate request asks for. Whoever sent it holds the private key; nothing else in it is to be believed. */
export interface CertificateRequest {
  readonly subject: string
  readonly subjectRaw: Uint8Array
  readonly publicKey: Uint8Array
}

const attributesTag = 0xa0
const signatureAlgorithm = derElement(tag.sequence, derObjectIdentifier(oid.sm2WithSm3))

/** A PKCS#10 request (RFC 2986) without attributes, signed with SM2 and SM3; gives its DER. */
export function createCertificateRequest({
  subject,
  keyPair,
}: {
  readonly subject: DistinguishedName
  readonly keyPair: Sm2KeyPair
}): Uint8Array {
  const information = derElement(
    tag.sequence,
    derUnsigned(0n),
    encodeName(subject),
    encodePublicKeyInfo(keyPair.publicKey),
    derElement(attributesTag),
  )
  const signature = sm2Sign(information, keyPair)
  return derElement(
    tag.sequence,
    information,
    signatureAlgorithm,
    derElement(tag.bitString, Uint8Array.of(0), signature),
  )
}

/**
 * Parses a PKCS#10 request and verifies that its own key signed it. Attributes are allowed and ignored: an authority
 * decides by itself what it certifies. Throws `der-…`, `algorithm`, `point-off-curve`, `certificate-malformed`
 * without a subject, `signature`.
 */
export function parseCertificateRequest(der: Uint8Array): CertificateRequest {
  requireCanonicalDer(der)
  const [information, algorithm, signature] = readSequence(der, tag.sequence, tag.sequence, tag.bitString)
  if (!information || !algorithm || !signature) throw new GmError('der-malformed')
  const [version, subject, key] = readSequence(
    information.raw,
    tag.integer,
    tag.sequence,
    tag.sequence,
    attributesTag,
  )
  if (!version || !subject || !key) throw new GmError('der-malformed')
  requireAlgorithm(readChildren(algorithm)[0]?.raw, readChildren(algorithm)[1]?.tag)
  if (readUnsigned(version) !== 0n || signature.value[0] !== 0) throw new GmError('der-malformed')
  const name = decodeAsn(Name, subject.raw)
  if (name.length === 0) throw new GmError('certificate-malformed')
  const publicKey = parsePublicKeyInfo(key.raw)
  if (!sm2Verify(information.raw, signature.value.subarray(1), publicKey)) throw new GmError('signature')
  return { subject: describeName(name), subjectRaw: subject.raw.slice(), publicKey }
}

function requireAlgorithm(identifier: Uint8Array | undefined, parametersTag: number | undefined): void {
  const isSm2 = identifier !== undefined && equalBytes(identifier, derObjectIdentifier(oid.sm2WithSm3))
  if (!isSm2 || (parametersTag !== undefined && parametersTag !== tag.null)) throw new GmError('algorithm')
}
