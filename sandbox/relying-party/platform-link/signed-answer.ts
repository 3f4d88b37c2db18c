import type { z } from 'zod'
import type { GmCertificate } from '../../../src/shared/gm/certificate.ts'
import { verifySignedData } from '../../../src/shared/gm/cms.ts'
import { GmError } from '../../../src/shared/gm/errors.ts'
import {
  CanonicalJsonError,
  type CheckReply,
  clockTolerance,
  readCanonicalJson,
  readTimeStamp,
  requestDigest,
} from '../../../src/shared/wire.ts'

/** Whom a relying party's server believes: the root that it was set up with, and under it the platform's signer alone. */
export interface PlatformTrust {
  readonly root: GmCertificate
  readonly signing: GmCertificate
}

/** What a request and the answer to it have in common. */
type Answering = Omit<CheckReply, 'authResult'>

/**
 * The content of a message that the platform signed.
 * @param der CMS SignedData
 * @returns null for anything else: another signer under the same root, another form, a byte too many or too few
 */
export function readSigned<Schema extends z.ZodType>(
  der: Uint8Array,
  schema: Schema,
  { root, signing }: PlatformTrust,
  now: number,
): z.output<Schema> | null {
  try {
    const { content } = verifySignedData(der, { root, at: new Date(now), expectedSigner: signing })
    return readCanonicalJson(content, schema)
  } catch (error) {
    if (error instanceof GmError || error instanceof CanonicalJsonError) return null
    throw error
  }
}

/** Whether a reply answers this request and no other. @param request the content that was signed */
export function answers(
  reply: Answering,
  asked: Pick<CheckReply, 'bizSeq' | 'terminal'>,
  request: Uint8Array,
): boolean {
  const isOfIt = reply.bizSeq === asked.bizSeq && reply.terminal === asked.terminal
  return isOfIt && reply.digest === requestDigest(request)
}

/** Whether the platform wrote this now, as far as clocks tell. */
export function isFresh(timeStamp: string, now: number): boolean {
  const at = readTimeStamp(timeStamp)
  return at !== null && Math.abs(now - at) <= clockTolerance
}
