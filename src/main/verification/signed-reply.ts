import type { z } from 'zod'
import type { BizSeq, TerminalNumber } from '../../shared/check.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import {
  type CheckReply,
  clockTolerance,
  readCanonicalJson,
  readTimeStamp,
  requestDigest,
} from '../../shared/wire.ts'
import { readingReply } from './reply-refusal.ts'
import { type ReplyTrust, verifyReplySignature } from './reply-signature.ts'

/** The request that a reply must answer. */
export interface SentRequest {
  readonly terminal: TerminalNumber
  readonly bizSeq: BizSeq
  readonly content: Uint8Array
}

/** What every reply says of the request it answers. */
type Answering = Omit<CheckReply, 'authResult'>

/**
 * Believes a reply only when everything about it holds: the signature, the form, and that it answers this request, now.
 * @param der CMS SignedData
 * @param time when it came, milliseconds since 1970-01-01 UTC
 * @throws VerificationUnavailable
 */
export function readSignedReply<Reply extends Answering>(
  der: Uint8Array,
  schema: z.ZodType<Reply>,
  sent: SentRequest,
  trust: Omit<ReplyTrust, 'at'>,
  time: number,
): Reply {
  return readingReply(() => {
    const content = verifyReplySignature(der, { ...trust, at: new Date(time) })
    const reply = readCanonicalJson(content, schema)
    requireAnswer(reply, sent, time)
    return reply
  })
}

function requireAnswer(reply: Answering, sent: SentRequest, time: number): void {
  if (reply.bizSeq !== sent.bizSeq) throw new VerificationUnavailable('reply-other-check')
  if (reply.terminal !== sent.terminal) throw new VerificationUnavailable('reply-other-terminal')
  if (reply.digest !== requestDigest(sent.content)) throw new VerificationUnavailable('reply-replayed')
  const repliedAt = readTimeStamp(reply.timeStamp)
  if (repliedAt === null) throw new VerificationUnavailable('reply-members')
  if (Math.abs(repliedAt - time) > clockTolerance) throw new VerificationUnavailable('clock')
}
