import {
  type CheckRequest,
  checkRequestSchema,
  receiptNumber,
  writeTimeStamp,
} from '../../src/shared/wire.ts'
import { type Admission, evidencePlan, requireFresh, requirePolicy, requireTerminal } from './admission.ts'
import { queueDelivery } from './citizens/delivery.ts'
import { decideApproval } from './approvals/decide.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import type { Clock } from './clock.ts'
import { decide, decideCard, type Decision } from './decision.ts'
import { decideDynamicCode } from './dynamic-codes.ts'
import { type EvidenceOpening, openEvidence, type Presented } from './evidence.ts'
import { type Received, readRequest, writeReply } from './messages.ts'
import { requiredBy } from './factors/required.ts'
import { isDocumentMode } from './modes.ts'
import { Refusal } from './refusals.ts'
import { issuedCards } from './resident-cards.ts'
import type { Store } from './store/store.ts'
import { judge, type Judgement, type Standing } from './subjects.ts'
import { requireSam } from './terminal-office.ts'
import { decideDocument } from './travel-documents/decide.ts'

export interface CheckContext extends EvidenceOpening, Admission {
  readonly authority: CertificateAuthority
  readonly clock: Clock
  /** @param now ms */
  readonly standingOf: (citizen: string, now: number) => Standing | undefined
}

/**
 * Answers one check: verify, look the terminal up, decrypt, decide. The verdict, the used-up code and the signed
 * reply become durable together before anything is answered; the same request again gets the same bytes.
 * @param message CMS SignedData over a canonical CheckRequest
 * @returns CMS SignedData over a canonical CheckReply
 * @throws Refusal
 */
export async function answerCheck(context: CheckContext, message: Uint8Array): Promise<Uint8Array> {
  const { store, work, clock } = context
  const now = clock.now()
  const received = await readRequest(work, message, checkRequestSchema, now)
  const { customNumber } = requireTerminal(context, now, received)
  const earlier = earlierReply(store, received)
  if (earlier) return earlier
  const { request } = received
  requirePolicy(store, request, customNumber)
  if (request.expected !== undefined && isDocumentMode(request.authMode)) throw new Refusal('policy')
  requireFresh(request, now)
  const presented = await openEvidence(context, request, evidencePlan(store, request), now)
  // The same request may have come again and been decided while this one was opened.
  return store.soon(() => earlierReply(store, received) ?? decideCheck(context, received, presented, now))
}

/** @throws Refusal `conflict` when the serial number was used with other content */
function earlierReply(store: Store, { request, digest }: Received<CheckRequest>): Uint8Array | undefined {
  const earlier = store.checks.find(request.bizSeq)
  if (earlier && earlier.requestDigest !== digest) throw new Refusal('conflict')
  return earlier?.reply
}

function decideCheck(
  context: CheckContext,
  { request, content, digest }: Received<CheckRequest>,
  presented: readonly Presented[],
  now: number,
): Uint8Array {
  const { store, authority } = context
  const { bizSeq, terminal, customNumber, policy } = request
  const each = presented.map((piece) => decisionOn(context, piece, request, now))
  const decisions = isOneDocument(presented)
    ? each.map(({ citizen }): Decision => ({ verdict: 'fail', cause: 'guardian-missing', citizen }))
    : each
  // What is worth nothing uses up nothing: an old code must not keep its citizen from the service, nor "busy" tell whose
  // it was.
  for (const { verdict, citizen } of decisions) {
    if (verdict === 'pass' && citizen !== null) context.limits.credential.take(citizen, now)
  }
  const judgement = asExpected(
    store,
    request,
    judge(request.subject, request.authMode, decisions, (citizen) => context.standingOf(citizen, now)),
  )
  const reply = writeReply(authority, {
    bizSeq,
    terminal,
    timeStamp: writeTimeStamp(now),
    authResult: judgement.verdict,
    digest,
  })
  store.checks.add({
    bizSeq,
    terminal,
    customNumber,
    requestDigest: digest,
    verdict: judgement.verdict,
    cause: judgement.verdict === 'fail' ? judgement.cause : null,
    citizen: judgement.citizen,
    guardian: judgement.guardian,
    decidedAt: now,
    reply,
  })
  store.receipts.add(bizSeq, receiptNumber(content, judgement.verdict), policy)
  const { verdict, citizen } = judgement
  if (verdict === 'pass' && citizen !== null) {
    queueDelivery(store, { bizSeq, customNumber, policy, citizen, consent: request.retention ?? null }, now)
  }
  return reply
}

/** A child's own document, laid down once more for the guardian's. Codes are used up by the first of two. */
function isOneDocument([first, second]: readonly Presented[]): boolean {
  if (first?.kind === 'resident-card' && second?.kind === 'resident-card') {
    return first.card.number === second.card.number
  }
  if (first?.kind !== 'travel-document' || second?.kind !== 'travel-document') return false
  const [one, other] = [first.document.zone, second.document.zone]
  return one !== null && one.issuingState === other?.issuingState && one.number === other.number
}

/** Decides on one piece, and uses a code up that passes. A document is not used up, and nothing of it is kept. */
function decisionOn(
  { store, documents }: CheckContext,
  presented: Presented,
  request: CheckRequest,
  now: number,
): Decision {
  const citizenOf = (person: string) => store.citizens.findByPerson(person)?.id ?? null
  switch (presented.kind) {
    case 'resident-card':
      requireSam(store, request.terminal, presented.card.sam)
      return decideCard(presented.card, issuedCards, citizenOf, now)
    case 'travel-document':
      return decideDocument(presented.document, documents, citizenOf, now)
    case 'dynamic-code':
      return decideDynamicCode(store, presented.digits, request, now)
    case 'phone-approval':
      return decideApproval(store, presented.digits, request, now)
    case 'wallet-code': {
      const { digest } = presented
      const decision = decide(store.walletCodes.find(digest), requiredBy(store, request), now)
      if (decision.verdict === 'pass' && !store.walletCodes.use(digest, request.bizSeq, now)) {
        throw new Error('a code changed within its transaction')
      }
      return decision
    }
  }
}

/**
 * A relying party that awaits somebody hears `pass` for that person alone. By now the code is used up: one presentation
 * answers for one name, so that nobody can try name after name to learn who somebody is.
 */
function asExpected(store: Store, request: CheckRequest, judgement: Judgement): Judgement {
  const { expected, customNumber } = request
  if (expected === undefined || judgement.verdict === 'fail') return judgement
  const { citizen, guardian } = judgement
  const isExpected = citizen !== null && store.pseudonyms.of(customNumber, citizen) === expected
  return isExpected ? judgement : { verdict: 'fail', cause: 'not-expected', citizen, guardian }
}
