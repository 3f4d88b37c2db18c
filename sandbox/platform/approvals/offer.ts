import {
  type ApprovalReply,
  type ApprovalRequest,
  approvalRequestSchema,
  type ApprovalState,
  writeTimeStamp,
} from '../../../src/shared/wire.ts'
import { bizSeqSchema, terminalNumberSchema } from '../../../src/shared/check.ts'
import {
  type Admission,
  faultOfTerminal,
  requireFresh,
  requirePolicy,
  requireTerminal,
} from '../admission.ts'
import type { CertificateAuthority } from '../certificate-authority.ts'
import type { Clock } from '../clock.ts'
import { type Received, readRequest, writeReply } from '../messages.ts'
import { Refusal } from '../refusals.ts'
import type { Sm2Work } from '../sm2-work.ts'
import type { ApprovalRecord } from '../store/approvals.ts'
import type { Store } from '../store/store.ts'
import { approvalMemory, stateAt } from './lifetime.ts'
import type { ApprovalWatch } from './watch.ts'

export interface ApprovalContext extends Admission {
  readonly authority: CertificateAuthority
  readonly clock: Clock
  readonly work: Sm2Work
  readonly random: (length: number) => Uint8Array
  readonly watch: ApprovalWatch
}

function replyTo(
  { authority, clock }: ApprovalContext,
  { bizSeq, terminal, requestDigest }: ApprovalRecord,
  state: ApprovalState,
): Uint8Array {
  const reply: ApprovalReply = {
    bizSeq: bizSeqSchema.parse(bizSeq),
    terminal: terminalNumberSchema.parse(terminal),
    timeStamp: writeTimeStamp(clock.now()),
    state,
    digest: requestDigest,
  }
  return writeReply(authority, reply)
}

/**
 * Takes a terminal's offer to approve a check by phone. The same offer again gets the state it is in; a new one ends
 * those of the same terminal that are still open, for a terminal has one screen.
 * @param message CMS SignedData over a canonical ApprovalRequest
 * @returns CMS SignedData over a canonical ApprovalReply
 * @throws Refusal
 */
export async function offerApproval(context: ApprovalContext, message: Uint8Array): Promise<Uint8Array> {
  const { store, work, clock, watch } = context
  const now = clock.now()
  const received = await readRequest(work, message, approvalRequestSchema, now)
  const { customNumber } = requireTerminal(context, now, received)
  const { request } = received
  const earlier = earlierOffer(store, received)
  if (earlier) return replyTo(context, earlier, stateAt(earlier, now))
  const kinds = requirePolicy(store, request, customNumber)
  if (!kinds.includes('phone-approval')) throw new Refusal('evidence')
  requireFresh(request, now)
  const { approval, ended } = store.transaction(() => {
    const again = earlierOffer(store, received)
    if (again) return { approval: again, ended: [] }
    if (store.approvals.findByAnchor(request.anchor)) throw new Refusal('conflict')
    store.approvals.dropBefore(now - approvalMemory)
    const ended = store.approvals.unended(request.terminal, 0)
    for (const { bizSeq } of ended) store.approvals.end(bizSeq, 'withdrawn')
    return { approval: addOffer(store, received, now), ended }
  })
  for (const { bizSeq } of ended) watch.changed(bizSeq)
  return replyTo(context, approval, stateAt(approval, now))
}

/** @throws Refusal `conflict` when the serial number was used for anything else */
function earlierOffer(
  store: Store,
  { request, digest }: Received<ApprovalRequest>,
): ApprovalRecord | undefined {
  const earlier = store.approvals.find(request.bizSeq)
  const isOther = earlier ? earlier.requestDigest !== digest : store.checks.find(request.bizSeq) !== undefined
  if (isOther) throw new Refusal('conflict')
  return earlier
}

function addOffer(store: Store, { request, digest }: Received<ApprovalRequest>, now: number): ApprovalRecord {
  const { bizSeq, terminal, customNumber, policy, authMode: mode, subject, anchor, purpose } = request
  const offer = { bizSeq, terminal, customNumber, policy, mode, subject, anchor, purpose }
  const approval = { ...offer, requestDigest: digest, receivedAt: now }
  store.approvals.add(approval)
  return { ...approval, stage: 'waiting', citizen: null, digits: null, approvedAt: null, proven: null }
}

/**
 * How an approval goes: answered at once when that is not what the terminal knows, else when it changes, when it ends,
 * when another asks in its place, or after the longest wait. Whoever knows the serial number may ask: it stands in
 * no code on the screen.
 * @param known the state that the terminal was told last
 * @param gone the terminal hung up
 * @throws Refusal `not-found` · `terminal-revoked`, also while it waits · `busy` when its terminal, or somebody who
 *   knows no serial number, asks too often
 */
export async function followApproval(
  context: ApprovalContext,
  bizSeq: string,
  known: ApprovalState | null,
  gone: AbortSignal,
): Promise<Uint8Array> {
  const { store, clock, watch, limits } = context
  const find = (): ApprovalRecord => {
    const approval = store.approvals.find(bizSeq)
    if (!approval) throw new Refusal('not-found')
    const fault = faultOfTerminal(context, approval.terminal)
    if (fault !== null) throw new Refusal(fault)
    return approval
  }
  // Nobody signs this question: those who guess share one allowance, and each terminal has its own.
  limits.terminal.take(store.approvals.find(bizSeq)?.terminal ?? 'nobody', clock.now())
  const approval = find()
  const state = stateAt(approval, clock.now())
  if (state !== known || state === 'ended') return replyTo(context, approval, state)
  await watch.next(approval, clock.now(), gone)
  // Nobody is there to read it.
  if (gone.aborted) throw new Refusal('failed')
  const later = find()
  return replyTo(context, later, stateAt(later, clock.now()))
}
