import { createHash } from 'node:crypto'
import { derElement, readElement } from '../../../src/shared/gm/der.ts'
import type { Certified } from './certificates.ts'
import { context, identifier, integer, octetString, sequence, setOf, time } from './der-values.ts'
import { objectId } from './object-identifiers.ts'
import { hashAlgorithm } from './signing.ts'

/** How a message names its signer's certificate (RFC 5652, 5.3). */
export type SignerIdentifier = 'issuer-and-serial' | 'key-identifier'

export interface SignedContent {
  readonly contentType: string
  readonly content: Uint8Array
  readonly signer: Certified
  readonly signerIdentifier: SignerIdentifier
  /** Certificates besides the signer's own. */
  readonly certificates: readonly Uint8Array[]
  readonly signingTime: Date
}

/** ContentInfo with SignedData and one signer (RFC 5652, 5.1), in DER. */
export function signContent(message: SignedContent): Uint8Array {
  const { contentType, content, signer } = message
  const { hash } = signer.signer.scheme
  const attributes = setOf(
    attribute(objectId.contentType, identifier(contentType)),
    attribute(objectId.messageDigest, octetString(createHash(hash).update(content).digest())),
    attribute(objectId.signingTime, time(message.signingTime)),
  )
  const byKey = message.signerIdentifier === 'key-identifier'
  const signerInfo = sequence(
    integer(byKey ? 3 : 1),
    byKey ? derElement(0x80, signer.keyIdentifier) : sequence(issuerOf(signer), integer(signer.serialNumber)),
    hashAlgorithm(hash),
    // Signed as a SET OF, sent under [0] (5.4).
    context(0, readElement(attributes).value),
    signer.signer.algorithm,
    octetString(signer.signer.sign(attributes)),
  )
  const signedData = sequence(
    integer(byKey || contentType !== objectId.data ? 3 : 1),
    setOf(hashAlgorithm(hash)),
    sequence(identifier(contentType), context(0, octetString(content))),
    context(0, readElement(setOf(signer.certificate, ...message.certificates)).value),
    setOf(signerInfo),
  )
  return sequence(identifier(objectId.signedData), context(0, signedData))
}

function attribute(id: string, value: Uint8Array): Uint8Array {
  return sequence(identifier(id), setOf(value))
}

function issuerOf({ certificate }: Certified): Uint8Array {
  let offset = 0
  const content = readElement(readElement(certificate).value).value
  // Version, serial number and algorithm stand before it.
  for (let field = 0; field < 3; field++) offset += readElement(content, offset).raw.length
  return readElement(content, offset).raw
}
