import { CMSVersion, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { decodeAsn, encodeAsn } from './asn1.ts'
import { equalBytes } from './bytes.ts'
import { verifyCertificateChain, type LeafUsage } from './certificate-chain.ts'
import { parseCertificate, type GmCertificate } from './certificate-parse.ts'
import {
  context0,
  decodeContentInfo,
  encodeAlgorithm,
  encodeContentInfo,
  encodedVersion,
  encodeIssuerAndSerialNumber,
  requireAlgorithm,
} from './cms-content.ts'
import { derElement, readChildren, tag } from './der.ts'
import { compareBytes, requireAscending } from './der-canonical.ts'
import { GmError } from './errors.ts'
import { oid } from './oids.ts'
import { sm2Sign, sm2Verify, type Sm2KeyPair } from './sm2.ts'

/** What `signData` signs, and with which key. */
export interface DataToSign {
  readonly content: Uint8Array
  /** The signer's certificate, in DER or parsed; it goes into the message. */
  readonly certificate: Uint8Array | GmCertificate
  readonly keyPair: Sm2KeyPair
  /** The DER of intermediate authorities to send along. */
  readonly includeCertificate?: readonly Uint8Array[]
}

/** A signed message, taken apart but not trusted yet. */
export interface UnverifiedSignedData {
  readonly content: Uint8Array
  readonly certificates: readonly GmCertificate[]
  readonly signer: GmCertificate
  /** Throws `signature` unless the signer's key signed the content. Says nothing about who the signer is. */
  verify(): void
}

/** Whom `verifySignedData` believes. */
export interface SignedDataTrust {
  readonly root: GmCertificate
  readonly at: Date
  readonly usage?: LeafUsage
  /** The one certificate that may have signed; by default any whose chain leads to the root. */
  readonly expectedSigner?: Pick<GmCertificate, 'der'>
}

/** Signer, and more intermediates than a real chain has. */
const mostCertificates = 6

/**
 * An attached SignedData of GB/T 35275 section 8 as a DER ContentInfo: one signer, named by issuer and serial number, no
 * signed attributes, certificates included. Without attributes the signature is SM2 with SM3 and the default id
 * straight over the content octets (without tag and length), so anything that verifies SM2 can check it. (GmSSL 3
 * signs something else, by its source: SM3 without Z over the whole inner ContentInfo.)
 * Throws `key-mismatch` when key and certificate do not belong together.
 */
export function signData({ content, certificate, keyPair, includeCertificate = [] }: DataToSign): Uint8Array {
  const signer = certificate instanceof Uint8Array ? parseCertificate(certificate) : certificate
  if (!equalBytes(signer.publicKey, keyPair.publicKey)) throw new GmError('key-mismatch')
  const signerInfo = derElement(
    tag.sequence,
    encodedVersion,
    encodeIssuerAndSerialNumber(signer),
    encodeAlgorithm(oid.sm3),
    encodeAlgorithm(oid.sm2Sign),
    derElement(tag.octetString, sm2Sign(content, keyPair)),
  )
  const signedData = derElement(
    tag.sequence,
    encodedVersion,
    derElement(tag.set, encodeAlgorithm(oid.sm3)),
    encodeContentInfo(oid.cmsData, derElement(tag.octetString, content)),
    derElement(context0, ...[signer.der, ...includeCertificate].toSorted(compareBytes)),
    derElement(tag.set, signerInfo),
  )
  return encodeContentInfo(oid.cmsSignedData, signedData)
}

/**
 * Takes a SignedData apart, strictly: the profile that `signData` writes and nothing else. Throws `der-…`,
 * `content-type` (another type, or detached), `algorithm` (anything but SM3 and SM2, signed attributes), `signer` (none,
 * several, or without its certificate) and what `parseCertificate` throws. Nothing is verified yet.
 */
export function readSignedData(der: Uint8Array): UnverifiedSignedData {
  const element = decodeContentInfo(der, oid.cmsSignedData)
  const signedData = decodeAsn(SignedData, element.raw)
  if (signedData.version !== CMSVersion.v1) throw new GmError('algorithm')
  const [digestAlgorithm] = signedData.digestAlgorithms
  if (!digestAlgorithm || signedData.digestAlgorithms.length !== 1) throw new GmError('algorithm')
  requireAlgorithm(digestAlgorithm, oid.sm3)
  const { eContentType, eContent } = signedData.encapContentInfo
  if (eContentType !== oid.cmsData || !eContent?.single) throw new GmError('content-type')
  if (signedData.crls) throw new GmError('der-malformed')
  const [signerInfo] = signedData.signerInfos
  if (!signerInfo || signedData.signerInfos.length !== 1) throw new GmError('signer')
  const signature = readSignature(signerInfo)
  const encoded = readChildren(element).find((child) => child.tag === context0)
  const certificates = encoded ? readCertificates(readChildren(encoded).map(({ raw }) => raw)) : []
  const signer = findSigner(signerInfo, certificates)
  const content = new Uint8Array(eContent.single.buffer)
  return {
    content,
    certificates,
    signer,
    verify: () => {
      if (!sm2Verify(content, signature, signer.publicKey)) throw new GmError('signature')
    },
  }
}

/**
 * The content of a SignedData and its signer, once everything about it holds: form, chain to the root at the given time,
 * key usage, signature, and that the expected signer signed if one is given. Throws a `GmError` for every other case.
 */
export function verifySignedData(
  der: Uint8Array,
  { root, at, usage = 'digitalSignature', expectedSigner }: SignedDataTrust,
): { content: Uint8Array; signer: GmCertificate } {
  const message = readSignedData(der)
  const { content, certificates, signer } = message
  if (expectedSigner && !equalBytes(signer.der, expectedSigner.der)) throw new GmError('signer')
  const intermediates = certificates.filter((certificate) => certificate !== signer)
  verifyCertificateChain({ leaf: signer, intermediates, root, at, usage })
  message.verify()
  return { content, signer }
}

function readSignature(signerInfo: SignerInfo): Uint8Array {
  if (signerInfo.version !== CMSVersion.v1) throw new GmError('algorithm')
  requireAlgorithm(signerInfo.digestAlgorithm, oid.sm3)
  requireAlgorithm(signerInfo.signatureAlgorithm, oid.sm2Sign)
  if (signerInfo.signedAttrs || signerInfo.unsignedAttrs) throw new GmError('algorithm')
  return new Uint8Array(signerInfo.signature.buffer)
}

function readCertificates(encodings: readonly Uint8Array[]): readonly GmCertificate[] {
  if (encodings.length > mostCertificates) throw new GmError('certificate-chain')
  requireAscending(encodings)
  return encodings.map(parseCertificate)
}

function findSigner(signerInfo: SignerInfo, certificates: readonly GmCertificate[]): GmCertificate {
  const named = signerInfo.sid.issuerAndSerialNumber
  if (!named) throw new GmError('signer')
  const name = encodeAsn(named)
  const signer = certificates.find((certificate) =>
    equalBytes(encodeIssuerAndSerialNumber(certificate), name),
  )
  if (!signer) throw new GmError('signer')
  return signer
}
