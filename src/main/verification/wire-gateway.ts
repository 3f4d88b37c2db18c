import type { z } from 'zod'
import type { BizSeq } from '../../shared/check.ts'
import { type GmCertificate, parseCertificate } from '../../shared/gm/certificate.ts'
import { signData } from '../../shared/gm/cms.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import {
  type ApprovalReply,
  approvalReplySchema,
  approvalStates,
  type CheckReply,
  checkReplySchema,
  type ApprovalRequest,
  type ApprovalState,
  type CheckRequest,
  receiptNumber,
  writeCanonicalJson,
} from '../../shared/wire.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { PlatformGateway } from './platform-gateway.ts'
import { readSignedReply, type SentRequest } from './signed-reply.ts'
import type { TerminalIdentity } from './terminal-identity.ts'
import { approvalRequest, checkRequest } from './wire-requests.ts'

export interface WireGatewayParts {
  readonly exchange: HttpExchange
  readonly identity: TerminalIdentity
  readonly root: GmCertificate
  readonly customNumber: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

/** Wire protocol v1 of docs/protocol.md, the terminal's side of /v1/checks and /v1/approvals. */
export function createWireGateway(parts: WireGatewayParts): PlatformGateway {
  const { exchange, identity, root, customNumber, now } = parts
  const { terminal, keyPair, signerChain } = identity
  const [leaf, ...issuers] = identity.terminalChain
  if (leaf === undefined) throw new TypeError('an identity without certificates')
  const certificate = parseCertificate(leaf)
  const asking = () => ({ terminal, customNumber, time: now() })

  const sign = (bizSeq: BizSeq, request: CheckRequest | ApprovalRequest) => {
    const content = writeCanonicalJson(request)
    const sent: SentRequest = { terminal, bizSeq, content }
    return { sent, message: signData({ content, certificate, keyPair, includeCertificate: issuers }) }
  }
  const read = <Reply extends CheckReply | ApprovalReply>(
    reply: Uint8Array,
    schema: z.ZodType<Reply>,
    sent: SentRequest,
  ): Reply => readSignedReply(reply, schema, sent, { root, signerChain }, now())

  return {
    prepareCheck(check, sealed) {
      const { bizSeq } = check
      const { sent, message } = sign(bizSeq, checkRequest(check, sealed, asking()))
      return {
        bizSeq,
        async send(limit, signal) {
          const reply = await exchange.post('/v1/checks', 'application/cms', message, { limit, signal })
          const { authResult } = read(reply, checkReplySchema, sent)
          return { verdict: authResult, receipt: receiptNumber(sent.content, authResult) }
        },
      }
    },
    prepareApproval(check, codes) {
      const { bizSeq } = check
      const { sent, message } = sign(bizSeq, approvalRequest(check, codes, asking()))
      return {
        bizSeq,
        async offer(limit, signal) {
          const reply = await exchange.post('/v1/approvals', 'application/cms', message, { limit, signal })
          return read(reply, approvalReplySchema, sent).state
        },
        async follow(known, limit, signal) {
          const reply = await exchange.get(`/v1/approvals/${bizSeq}?after=${known}`, { limit, signal })
          const { state } = read(reply, approvalReplySchema, sent)
          requireOnward(known, state)
          return state
        },
      }
    },
    close: () => exchange.close(),
  }
}

/** An approval only goes forward: an answer that leads back is one that somebody kept. */
function requireOnward(known: ApprovalState, state: ApprovalState): void {
  if (approvalStates.indexOf(state) < approvalStates.indexOf(known))
    throw new VerificationUnavailable('reply-replayed')
}
