import type { Check, SealedEvidence, TerminalNumber } from '../../shared/check.ts'
import { toBase64 } from '../../shared/gm/bytes.ts'
import { type GmCertificate, parseCertificate } from '../../shared/gm/certificate.ts'
import { signData } from '../../shared/gm/cms.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import {
  type CheckReply,
  checkReplySchema,
  type CheckRequest,
  clockTolerance,
  readCanonicalJson,
  readTimeStamp,
  receiptNumber,
  requestDigest,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../shared/wire.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { CheckAnswer, PlatformGateway } from './platform-gateway.ts'
import { readingReply } from './reply-refusal.ts'
import { type ReplyTrust, verifyReplySignature } from './reply-signature.ts'
import type { TerminalIdentity } from './terminal-identity.ts'

export interface WireGatewayParts {
  readonly exchange: HttpExchange
  readonly identity: TerminalIdentity
  readonly root: GmCertificate
  readonly customNumber: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

interface SentRequest {
  readonly terminal: TerminalNumber
  readonly bizSeq: string
  readonly content: Uint8Array
}

/** Wire protocol v1 of docs/protocol.md, the terminal's side of POST /v1/checks. */
export function createWireGateway(parts: WireGatewayParts): PlatformGateway {
  const { exchange, identity, customNumber, now } = parts
  const [leaf, ...issuers] = identity.terminalChain
  if (leaf === undefined) throw new TypeError('an identity without certificates')
  const certificate = parseCertificate(leaf)

  return {
    prepareCheck(check, sealed) {
      const request = requestOf(check, sealed, identity.terminal, customNumber, now())
      const content = writeCanonicalJson(request)
      const message = signData({
        content,
        certificate,
        keyPair: identity.keyPair,
        includeCertificate: issuers,
      })
      const sent = { terminal: identity.terminal, bizSeq: check.bizSeq, content }
      return {
        bizSeq: check.bizSeq,
        async send(limit, signal) {
          const timing = { limit, signal }
          const reply = await exchange.post('/v1/checks', 'application/cms', message, timing)
          const time = now()
          const trust = { root: parts.root, signerChain: identity.signerChain, at: new Date(time) }
          return readReply(reply, sent, trust, time)
        },
      }
    },
    close: () => exchange.close(),
  }
}

function requestOf(
  check: Check,
  sealed: SealedEvidence,
  terminal: TerminalNumber,
  customNumber: string,
  time: number,
): CheckRequest {
  if (sealed.bizSeq !== check.bizSeq) throw new TypeError('evidence sealed for another check')
  return {
    version: 1,
    customNumber,
    terminal,
    bizSeq: check.bizSeq,
    timeStamp: writeTimeStamp(time),
    policy: check.policy,
    authMode: check.authMode,
    subject: check.subject,
    evidence: [{ kind: sealed.kind, data: toBase64(sealed.data) }],
  }
}

/**
 * Believes a reply only when everything about it holds: the signature, the form, and that it answers this request, now.
 * @throws VerificationUnavailable
 */
function readReply(der: Uint8Array, sent: SentRequest, trust: ReplyTrust, time: number): CheckAnswer {
  return readingReply(() => {
    const content = verifyReplySignature(der, trust)
    const reply = readCanonicalJson(content, checkReplySchema)
    requireAnswer(reply, sent, time)
    return { verdict: reply.authResult, receipt: receiptNumber(sent.content, reply.authResult) }
  })
}

function requireAnswer(reply: CheckReply, sent: SentRequest, time: number): void {
  if (reply.bizSeq !== sent.bizSeq) throw new VerificationUnavailable('reply-other-check')
  if (reply.terminal !== sent.terminal) throw new VerificationUnavailable('reply-other-terminal')
  if (reply.digest !== requestDigest(sent.content)) throw new VerificationUnavailable('reply-replayed')
  const repliedAt = readTimeStamp(reply.timeStamp)
  if (repliedAt === null) throw new VerificationUnavailable('reply-members')
  if (Math.abs(repliedAt - time) > clockTolerance) throw new VerificationUnavailable('clock')
}
