import { z } from 'zod'
import { authModes, type AuthMode, subjects, type Subject } from '../../../src/shared/check.ts'
import type { FactorName } from '../factors/factor.ts'
import type { Connection } from './database.ts'
import { provenFactors, writeProven } from './proven-factors.ts'

/** What became of an approval so far. */
export const approvalStages = ['waiting', 'opened', 'approved', 'declined', 'withdrawn', 'used'] as const
export type ApprovalStage = (typeof approvalStages)[number]

/** A check that a terminal offers for a phone to approve. */
export interface ApprovalRecord {
  readonly bizSeq: string
  readonly terminal: string
  readonly customNumber: string
  readonly policy: string
  readonly mode: AuthMode
  readonly subject: Subject
  /** SM3 of the request's content, hexadecimal. */
  readonly requestDigest: string
  /** Where the codes' hash chain leads; a phone names the approval by it. */
  readonly anchor: string
  /** Digest of what the check is for; the platform cannot read it. */
  readonly purpose: string
  readonly receivedAt: number
  readonly stage: ApprovalStage
  /** Whose phone opened it. */
  readonly citizen: string | null
  /** Two digits, shown on that phone. */
  readonly digits: string | null
  readonly approvedAt: number | null
  /** What was proven on the phone that approved; null until then. */
  readonly proven: readonly FactorName[] | null
}

export const approvalsSchema = `
  create table if not exists approvals (
    biz_seq text primary key,
    terminal text not null references terminals (number),
    custom_number text not null,
    policy text not null,
    mode text not null,
    subject text not null,
    request_digest text not null,
    anchor text not null unique,
    purpose text not null,
    received_at integer not null,
    stage text not null default 'waiting',
    citizen text references citizens (id),
    digits text,
    approved_at integer,
    proven text
  ) strict;
  create index if not exists approvals_of_terminal on approvals (terminal, received_at);
  create index if not exists approvals_of_citizen on approvals (citizen);
`

const columns = `biz_seq, terminal, custom_number, policy, mode, subject, request_digest, anchor, purpose, received_at,
  stage, citizen, digits, approved_at, proven`

const row = z
  .object({
    biz_seq: z.string(),
    terminal: z.string(),
    custom_number: z.string(),
    policy: z.string(),
    mode: z.enum(authModes),
    subject: z.enum(subjects),
    request_digest: z.string(),
    anchor: z.string(),
    purpose: z.string(),
    received_at: z.int(),
    stage: z.enum(approvalStages),
    citizen: z.string().nullable(),
    digits: z.string().nullable(),
    approved_at: z.int().nullable(),
    proven: provenFactors.nullable(),
  })
  .transform((value): ApprovalRecord => ({
    bizSeq: value.biz_seq,
    terminal: value.terminal,
    customNumber: value.custom_number,
    policy: value.policy,
    mode: value.mode,
    subject: value.subject,
    requestDigest: value.request_digest,
    anchor: value.anchor,
    purpose: value.purpose,
    receivedAt: value.received_at,
    stage: value.stage,
    citizen: value.citizen,
    digits: value.digits,
    approvedAt: value.approved_at,
    proven: value.proven,
  }))

type NewApproval = Omit<ApprovalRecord, 'stage' | 'citizen' | 'digits' | 'approvedAt' | 'proven'>

export function approvalsTable(connection: Connection) {
  const insert = connection.prepare(
    `insert into approvals (biz_seq, terminal, custom_number, policy, mode, subject, request_digest, anchor, purpose,
       received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const byBizSeq = connection.prepare(`select ${columns} from approvals where biz_seq = ?`)
  const byAnchor = connection.prepare(`select ${columns} from approvals where anchor = ?`)
  const unended = connection.prepare(
    `select ${columns} from approvals where terminal = ? and received_at > ?
       and stage in ('waiting', 'opened', 'approved')`,
  )
  const open = connection.prepare(
    `update approvals set stage = 'opened', citizen = ? where biz_seq = ? and stage = 'waiting'`,
  )
  const approve = connection.prepare(
    `update approvals set stage = 'approved', digits = ?, approved_at = ?, proven = ?
     where biz_seq = ? and stage = 'opened'`,
  )
  const end = connection.prepare('update approvals set stage = ? where biz_seq = ?')
  const drop = connection.prepare('delete from approvals where received_at <= ?')
  const forget = connection.prepare('delete from approvals where citizen = ?')
  return {
    add: (approval: NewApproval): void => {
      const { bizSeq, terminal, customNumber, policy, mode, subject } = approval
      const { requestDigest, anchor, purpose, receivedAt } = approval
      const said = [bizSeq, terminal, customNumber, policy, mode, subject]
      insert.run(...said, requestDigest, anchor, purpose, receivedAt)
    },
    find: (bizSeq: string): ApprovalRecord | undefined => row.optional().parse(byBizSeq.get(bizSeq)),
    findByAnchor: (anchor: string): ApprovalRecord | undefined => row.optional().parse(byAnchor.get(anchor)),
    /** Approvals of a terminal received after a time (ms) that have not come to an end. */
    unended: (terminal: string, after: number): ApprovalRecord[] =>
      z.array(row).parse(unended.all(terminal, after)),
    /** False when another phone was there before. */
    open: (bizSeq: string, citizen: string): boolean => open.run(citizen, bizSeq).changes === 1,
    approve: (bizSeq: string, digits: string, proven: readonly FactorName[], now: number): boolean =>
      approve.run(digits, now, writeProven(proven), bizSeq).changes === 1,
    end: (bizSeq: string, stage: 'declined' | 'withdrawn' | 'used'): void => {
      end.run(stage, bizSeq)
    },
    /** Removes what was offered up to a time (ms): whose phone was at which terminal is nobody's to keep. */
    dropBefore: (time: number): void => {
      drop.run(time)
    },
    /** Removes the approvals that a citizen's phone opened; the checks that followed stay. */
    forget: (citizen: string): void => {
      forget.run(citizen)
    },
  }
}
