import type { EvidenceKind } from '../../src/shared/check.ts'
import { equalBytes } from '../../src/shared/gm/bytes.ts'
import { type CheckRequest, clockTolerance, readTimeStamp, writeTimeStamp } from '../../src/shared/wire.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import type { Clock } from './clock.ts'
import { decide, decideCard, type Decision } from './decision.ts'
import { decideDynamicCode } from './dynamic-codes.ts'
import { openEvidence, type Presented } from './evidence.ts'
import { readRequest, type ReceivedRequest, writeReply } from './messages.ts'
import { evidenceFor, modeCovers } from './modes.ts'
import { Refusal } from './refusals.ts'
import { issuedCards } from './resident-cards.ts'
import type { Store } from './store/store.ts'
import type { TerminalRecord } from './store/terminals.ts'

export interface CheckContext {
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly clock: Clock
}

/**
 * Answers one check: verify, look the terminal up, decrypt, decide. The verdict, the used-up code and the signed
 * reply become durable together before anything is answered; the same request again gets the same bytes.
 * @param message CMS SignedData over a canonical CheckRequest
 * @returns CMS SignedData over a canonical CheckReply
 * @throws Refusal
 */
export function answerCheck(context: CheckContext, message: Uint8Array): Uint8Array {
  const { store, authority, clock } = context
  const now = clock.now()
  const received = readRequest(authority, message, now)
  const terminal = requireTerminal(store, received)
  const earlier = store.checks.find(received.request.bizSeq)
  if (!earlier) {
    const kinds = requirePolicy(store, received.request, terminal.customNumber)
    requireFresh(received.request, now)
    return decideCheck(context, received, openEvidence(authority.encryption, received.request, kinds), now)
  }
  if (earlier.requestDigest !== received.digest) throw new Refusal('conflict')
  return earlier.reply
}

function decideCheck(
  { store, authority }: CheckContext,
  { request, digest }: ReceivedRequest,
  presented: Presented,
  now: number,
): Uint8Array {
  const { bizSeq, terminal, customNumber } = request
  return store.transaction(() => {
    const decision = decisionOn(store, presented, request, now)
    const reply = writeReply(authority, {
      bizSeq,
      terminal,
      timeStamp: writeTimeStamp(now),
      authResult: decision.verdict,
      digest,
    })
    store.checks.add({
      bizSeq,
      terminal,
      customNumber,
      requestDigest: digest,
      verdict: decision.verdict,
      cause: decision.verdict === 'fail' ? decision.cause : null,
      citizen: decision.citizen,
      decidedAt: now,
      reply,
    })
    return reply
  })
}

/** Decides, and uses a code up that passes. A card is not used up, and nothing of it is kept. */
function decisionOn(store: Store, presented: Presented, request: CheckRequest, now: number): Decision {
  if (presented.kind === 'resident-card') return decideCard(presented.card, issuedCards, now)
  if (presented.kind === 'dynamic-code') return decideDynamicCode(store, presented.digits, request, now)
  const { digest } = presented
  const decision = decide(store.walletCodes.find(digest), request.authMode, now)
  if (decision.verdict === 'pass' && !store.walletCodes.use(digest, request.bizSeq, now)) {
    throw new Error('a code changed within its transaction')
  }
  return decision
}

/** The signer must hold exactly the certificate that was issued to the terminal the request names. */
function requireTerminal(store: Store, { request, signer }: ReceivedRequest): TerminalRecord {
  const terminal = store.terminals.find(request.terminal)
  if (!terminal) throw new Refusal('terminal-unknown')
  if (!equalBytes(terminal.certificate, signer)) throw new Refusal('refused')
  if (terminal.revokedAt !== null) throw new Refusal('terminal-revoked')
  return terminal
}

/** @returns what may be presented */
function requirePolicy(store: Store, request: CheckRequest, customNumber: string): readonly EvidenceKind[] {
  const least = store.registry.leastMode(customNumber, request.policy)
  if (request.customNumber !== customNumber || least === undefined || !modeCovers(request.authMode, least)) {
    throw new Refusal('policy')
  }
  if (request.subject !== 'self') throw new Refusal('subject')
  return evidenceFor[request.authMode]
}

function requireFresh(request: CheckRequest, now: number): void {
  const sentAt = readTimeStamp(request.timeStamp)
  if (sentAt === null) throw new Refusal('malformed')
  if (Math.abs(now - sentAt) > clockTolerance) throw new Refusal('clock')
}
