import type { AuthMode, Check } from '../../shared/check.ts'
import { toBase64 } from '../../shared/gm/bytes.ts'
import { type ApprovalRequest, type CheckRequest, writeTimeStamp } from '../../shared/wire.ts'
import type { OfferedCodes, SealedPieces } from './platform-gateway.ts'
import type { TerminalIdentity } from './terminal-identity.ts'

/** Who asks, and when. */
export interface Asking extends Pick<TerminalIdentity, 'terminal'> {
  readonly customNumber: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number
}

/** The content of POST /v1/checks, its members in the protocol's order. */
export function checkRequest(check: Check, sealed: SealedPieces, asking: Asking): CheckRequest {
  if (sealed.length !== (check.subject === 'child' ? 2 : 1))
    throw new TypeError('evidence of more people, or of fewer, than the check is of')
  if (sealed.some(({ bizSeq }) => bizSeq !== check.bizSeq))
    throw new TypeError('evidence sealed for another check')
  const { expected, retention } = check
  if (expected !== undefined && isDocumentMode(check.authMode))
    throw new TypeError('a document answers for nobody who is awaited: it can be laid down again and again')
  const evidence = sealed.map(({ kind, data }) => ({ kind, data: toBase64(data) }))
  return {
    ...common(check, asking),
    ...(expected !== undefined && { expected }),
    ...(retention !== undefined && { retention }),
    evidence,
  }
}

/** The content of POST /v1/approvals. */
export function approvalRequest(
  check: Check,
  { anchor, purpose }: OfferedCodes,
  asking: Asking,
): ApprovalRequest {
  return { ...common(check, asking), anchor, purpose }
}

function isDocumentMode(mode: AuthMode): boolean {
  return mode === 'D01' || mode === 'D02'
}

function common(
  { bizSeq, policy, authMode, subject }: Check,
  { customNumber, terminal, time }: Asking,
): Omit<ApprovalRequest, 'anchor' | 'purpose'> {
  return {
    version: 1,
    customNumber,
    terminal,
    bizSeq,
    timeStamp: writeTimeStamp(time),
    policy,
    authMode,
    subject,
  }
}
