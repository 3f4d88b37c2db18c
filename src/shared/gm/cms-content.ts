import { equalBytes, fromHex } from './bytes.ts'
import {
  derElement,
  derObjectIdentifier,
  derUnsigned,
  readChildren,
  readSequence,
  tag,
  type DerElement,
} from './der.ts'
import type { GmCertificate } from './certificate-parse.ts'
import { GmError } from './errors.ts'

/** [0], constructed: the explicit content of ContentInfo and the implicit set of certificates. */
export const context0 = 0xa0

/** All version numbers in messages of GB/T 35275 are 1. */
export const encodedVersion = derUnsigned(1n)

/** ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY } around `content` (GB/T 35275 section 6). */
export function encodeContentInfo(contentType: string, content: Uint8Array): Uint8Array {
  return derElement(tag.sequence, derObjectIdentifier(contentType), derElement(context0, content))
}

/** The content of a ContentInfo of this type. Throws `der-…`, and `content-type` when it holds another. */
export function decodeContentInfo(der: Uint8Array, contentType: string): DerElement {
  const [type, explicit] = readSequence(der, tag.objectIdentifier, context0)
  if (!type || !explicit) throw new GmError('der-malformed')
  if (!equalBytes(type.raw, derObjectIdentifier(contentType))) throw new GmError('content-type')
  const [content, ...more] = readChildren(explicit)
  if (!content || more.length > 0) throw new GmError('der-malformed')
  return content
}

/** IssuerAndSerialNumber: how a message names a certificate. */
export function encodeIssuerAndSerialNumber(certificate: GmCertificate): Uint8Array {
  const serial = derElement(tag.integer, fromHex(certificate.serialNumber))
  return derElement(tag.sequence, certificate.issuerRaw, serial)
}

/** An AlgorithmIdentifier, without parameters unless they are given. */
export function encodeAlgorithm(algorithm: string, ...parameters: readonly Uint8Array[]): Uint8Array {
  return derElement(tag.sequence, derObjectIdentifier(algorithm), ...parameters)
}

/** Throws `algorithm` unless it is this one without parameters. */
export function requireAlgorithm(
  { algorithm, parameters }: { readonly algorithm: string; readonly parameters?: ArrayBuffer | null },
  expected: string,
): void {
  if (algorithm !== expected || parameters !== undefined) throw new GmError('algorithm')
}
