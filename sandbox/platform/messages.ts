import type { z } from 'zod'
import { signData } from '../../src/shared/gm/cms.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import {
  type ApprovalReply,
  CanonicalJsonError,
  type CheckReply,
  readCanonicalJson,
  requestDigest,
  writeCanonicalJson,
} from '../../src/shared/wire.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import { Refusal } from './refusals.ts'
import type { Sm2Work } from './sm2-work.ts'

/** A request whose signature verifies under a certificate of this authority; what it says is not yet believed. */
export interface Received<Request> {
  readonly request: Request
  /** As it was signed. */
  readonly content: Uint8Array
  /** SM3 of the content, hexadecimal. */
  readonly digest: string
  /** The signer's certificate, DER. */
  readonly signer: Uint8Array
}

/**
 * Verifies before it reads.
 * @param message CMS SignedData, DER
 * @throws Refusal `refused` for all that is cryptographic, `malformed` for the content
 */
export async function readRequest<Schema extends z.ZodType>(
  work: Sm2Work,
  message: Uint8Array,
  schema: Schema,
  now: number,
): Promise<Received<z.infer<Schema>>> {
  try {
    const { content, signer } = await work.verify(message, now)
    return { request: readCanonicalJson(content, schema), content, digest: requestDigest(content), signer }
  } catch (error) {
    if (error instanceof GmError) throw new Refusal('refused')
    if (error instanceof CanonicalJsonError) throw new Refusal('malformed')
    throw error
  }
}

/** CMS SignedData, DER, with the platform's signing certificate and its issuer. */
export function writeReply(authority: CertificateAuthority, reply: CheckReply | ApprovalReply): Uint8Array {
  const { certificate, keyPair } = authority.signing
  return signData({
    content: writeCanonicalJson(reply),
    certificate,
    keyPair,
    includeCertificate: [authority.issuing.der],
  })
}
