import {
  approvalChain,
  approvalLifetime,
  approvalStep,
  purposeDigest,
  writeApprovalCode,
} from '../../../src/shared/approval-code.ts'
import { type AuthMode, type BizSeq, newBizSeq } from '../../../src/shared/check.ts'
import type { GmCertificate } from '../../../src/shared/gm/certificate.ts'
import { signData } from '../../../src/shared/gm/cms.ts'
import type { Verdict } from '../../../src/shared/verdict.ts'
import {
  type ApprovalReply,
  approvalReplySchema,
  type ApprovalRequest,
  approvalStates,
  type ApprovalState,
  checkReplySchema,
  type CheckRequest,
  receiptNumber,
  writeCanonicalJson,
  writeTimeStamp,
} from '../../../src/shared/wire.ts'
import {
  type Answer,
  type PlatformHttp,
  type Unavailable,
  unavailable,
} from '../platform-link/platform-http.ts'
import { answers, isFresh, readSigned } from '../platform-link/signed-answer.ts'
import type { WebTerminal } from '../platform-link/web-terminal.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { approvedCheck } from './approved-check.ts'

export interface WebCheckAsked {
  readonly policy: string
  readonly authMode: AuthMode
  /** What it is for, as the phone is to show it; at most 120 octets. */
  readonly words: string
  /** The pseudonym of the person whom alone a pass may be about. */
  readonly expected?: string
}

/** What the visitor's page shows of a check. */
export type WebCheckState =
  | { readonly state: 'waiting'; readonly code: string; readonly left: number }
  | { readonly state: 'opened' }
  | { readonly state: 'approved' }
  | { readonly state: 'checking' }
  | {
      readonly state: 'decided'
      readonly verdict: Verdict
      readonly receipt: Receipt
      readonly bizSeq: BizSeq
    }
  | { readonly state: 'over'; readonly why: 'ended' | 'expired' | Unavailable }

export interface WebCheck {
  state(): WebCheckState
  /** Sends the check with the two digits that the phone shows; once. Does nothing unless the phone has approved. */
  confirm(digits: string): Promise<void>
  /** The visitor has left: nobody waits any more. */
  leave(): void
}

export interface WebCheckParts {
  readonly http: PlatformHttp
  readonly terminal: WebTerminal
  readonly customNumber: string
  readonly root: GmCertificate
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** Monotonic milliseconds. */
  readonly elapsed: () => number
}

const limit = 8_000
/** The platform holds a question for 20 s at most. */
const longestQuestion = 28_000
const pauseAfterLoss = 1_000
/** So long after it was approved (ms) the two digits are good. */
const digitsLifetime = 60_000
/** The platform's clock began a little earlier than this one: by as much as its answer was under way. */
const underWay = 1_000
const sendings = 3
const cms = 'application/cms'

/**
 * One check on the web: the server offers an approval as a terminal does (docs/protocol.md), the visitor's phone scans
 * the page's code and approves, and the two digits that it then shows are typed into the page. So somebody who is sent
 * a stranger's code approves nothing that the stranger can go on with.
 */
export async function offerWebCheck(parts: WebCheckParts, asked: WebCheckAsked): Promise<Answer<WebCheck>> {
  const { http, terminal, customNumber, root, now, elapsed } = parts
  const trust = { root, signing: terminal.platformSigning }
  const bizSeq = newBizSeq()
  const { anchor, links } = approvalChain(crypto.getRandomValues(new Uint8Array(32)))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const { words, policy, authMode, expected } = asked
  const offer: ApprovalRequest = {
    version: 1,
    customNumber,
    terminal: terminal.terminal,
    bizSeq,
    timeStamp: writeTimeStamp(now()),
    policy,
    authMode,
    subject: 'self',
    anchor,
    purpose: purposeDigest(salt, words),
  }
  const offered = writeCanonicalJson(offer)
  const began = elapsed()
  const gone = new AbortController()
  let known: ApprovalState = 'waiting'
  let end = began + approvalLifetime
  let later: Exclude<WebCheckState, { readonly state: 'waiting' | 'opened' | 'approved' }> | null = null

  const readApproval = (der: Uint8Array): ApprovalReply | null => {
    const reply = readSigned(der, approvalReplySchema, trust, now())
    return reply && answers(reply, offer, offered) && isFresh(reply.timeStamp, now()) ? reply : null
  }
  const over = (why: 'ended' | 'expired' | Unavailable) => {
    later ??= { state: 'over', why }
  }
  const note = ({ state }: ApprovalReply) => {
    // It only goes forward: an answer that leads back is one that somebody kept.
    if (approvalStates.indexOf(state) < approvalStates.indexOf(known)) return over('answer')
    if (state === 'approved' && known !== 'approved') end = elapsed() + digitsLifetime
    known = state
    if (state === 'ended') over(elapsed() >= end - underWay ? 'expired' : 'ended')
  }

  /** Asks until it is over, or the visitor has gone on. */
  const follow = async () => {
    for (;;) {
      const answer = await http.get(`/v1/approvals/${bizSeq}?after=${known}`, longestQuestion, gone.signal)
      if (later !== null) return
      if (answer.kind === 'answer') {
        const reply = readApproval(answer.value)
        if (reply) note(reply)
        else over('answer')
      } else if (answer.reason !== 'offline') over(answer.reason)
      else if (elapsed() >= end) over('expired')
      else await pause(pauseAfterLoss, gone.signal)
      if (later !== null) return
    }
  }

  const send = async (request: Uint8Array): Promise<Answer<Uint8Array>> => {
    const message = signedBy(terminal, request)
    // A reply that got lost may have been a verdict: the same bytes again are the same check.
    for (let left = sendings; ; left--) {
      const answer = await http.post('/v1/checks', cms, message, limit)
      if (left === 1 || answer.kind === 'answer' || answer.reason !== 'offline') return answer
    }
  }

  const answer = await http.post('/v1/approvals', cms, signedBy(terminal, offered), limit)
  if (answer.kind === 'unavailable') return answer
  const reply = readApproval(answer.value)
  // The platform counts its steps from when it got the offer: a later answer would leave the page's codes behind.
  if (!reply || elapsed() - began > approvalStep) return unavailable('answer')
  note(reply)
  const following = follow()

  return {
    kind: 'answer',
    value: {
      state: () => {
        if (later) return later
        if (known === 'opened' || known === 'approved') return { state: known }
        const age = elapsed() - began
        const step = Math.floor(age / approvalStep)
        const link = links[step]
        if (!link) return { state: 'over', why: 'expired' }
        const code = writeApprovalCode({ step, link, salt, purpose: words })
        return { state: 'waiting', code, left: Math.ceil((step + 1) * approvalStep - age) }
      },
      confirm: async (digits) => {
        if (later !== null || known !== 'approved') return
        later = { state: 'checking' }
        gone.abort()
        await following
        const check = approvedCheck(offer, digits, terminal.platformEncryption, { now: now(), expected })
        const request = writeCanonicalJson(check)
        const answer = await send(request)
        later = decided(answer, check, request)
      },
      leave: () => {
        over('left')
        gone.abort()
      },
    },
  }

  function decided(answer: Answer<Uint8Array>, check: CheckRequest, request: Uint8Array): typeof later {
    if (answer.kind === 'unavailable') return { state: 'over', why: answer.reason }
    const reply = readSigned(answer.value, checkReplySchema, trust, now())
    if (!reply || !answers(reply, check, request) || !isFresh(reply.timeStamp, now())) {
      return { state: 'over', why: 'answer' }
    }
    const { authResult: verdict } = reply
    const receipt = { number: receiptNumber(request, verdict), request, reply: answer.value }
    return { state: 'decided', verdict, receipt, bizSeq }
  }
}

function signedBy({ certificate, keyPair, issuers }: WebTerminal, content: Uint8Array): Uint8Array {
  return signData({ content, certificate, keyPair, includeCertificate: issuers.map(({ der }) => der) })
}

/** Ends early, and without a word, when the visitor goes. */
function pause(length: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      gone.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, length)
    gone.addEventListener('abort', end)
  })
}
