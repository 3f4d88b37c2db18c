import { signData, verifySignedData } from '../../src/shared/gm/cms.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import {
  CanonicalJsonError,
  type CheckReply,
  type CheckRequest,
  checkRequestSchema,
  readCanonicalJson,
  requestDigest,
  writeCanonicalJson,
} from '../../src/shared/wire.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import { Refusal } from './refusals.ts'

/** A request whose signature verifies under a certificate of this authority; what it says is not yet believed. */
export interface ReceivedRequest {
  readonly request: CheckRequest
  /** SM3 of the content, hexadecimal. */
  readonly digest: string
  /** The signer's certificate, DER. */
  readonly signer: Uint8Array
}

/**
 * Verifies before it reads. Terminals are certified by the issuing authority alone, so that certificate is the anchor:
 * a message may bring it along or leave it out.
 * @param message CMS SignedData, DER
 * @throws Refusal `refused` for all that is cryptographic, `malformed` for the content
 */
export function readRequest(
  authority: CertificateAuthority,
  message: Uint8Array,
  now: number,
): ReceivedRequest {
  try {
    const { content, signer } = verifySignedData(message, { root: authority.issuing, at: new Date(now) })
    const request = readCanonicalJson(content, checkRequestSchema)
    return { request, digest: requestDigest(content), signer: signer.der }
  } catch (error) {
    if (error instanceof GmError) throw new Refusal('refused')
    if (error instanceof CanonicalJsonError) throw new Refusal('malformed')
    throw error
  }
}

/** CMS SignedData, DER, with the platform's signing certificate and its issuer. */
export function writeReply(authority: CertificateAuthority, reply: CheckReply): Uint8Array {
  const { certificate, keyPair } = authority.signing
  return signData({
    content: writeCanonicalJson(reply),
    certificate,
    keyPair,
    includeCertificate: [authority.issuing.der],
  })
}
