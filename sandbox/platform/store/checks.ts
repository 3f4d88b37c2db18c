import { z } from 'zod'
import { verdicts, type Verdict } from '../../../src/shared/verdict.ts'
import type { Connection } from './database.ts'

/** Why a check failed. The citizen reads it on the phone; the terminal and its relying party never do. */
export const failCauses = [
  'code-expired',
  'code-used',
  'code-unknown',
  'factor-missing',
  'dynamic-code-expired',
  'dynamic-code-used',
  'dynamic-code-blocked',
  'dynamic-code-unknown',
  'approval-unknown',
  'approval-declined',
  'approval-expired',
  'approval-digits',
  'card-unknown',
  'card-lost',
  'card-expired',
  'card-not-yet-valid',
  'document-not-genuine',
  'document-unknown',
  'document-lost',
  'document-expired',
  'not-the-holder',
  'suspended',
  'guardian-missing',
  'supervision-missing',
  'not-expected',
] as const
export type FailCause = (typeof failCauses)[number]

export interface CheckRecord {
  readonly bizSeq: string
  readonly terminal: string
  readonly customNumber: string
  /** SM3 of the request's content, hexadecimal. */
  readonly requestDigest: string
  readonly verdict: Verdict
  readonly cause: FailCause | null
  readonly citizen: string | null
  /** Who presented beside a child. */
  readonly guardian?: string | null
  readonly decidedAt: number
  /** The signed reply, byte for byte as it was sent. */
  readonly reply: Uint8Array
}

/** What a repeated request is compared with and answered by. */
export interface StoredReply {
  readonly requestDigest: string
  readonly reply: Uint8Array
}

/** One line of a citizen's own history. */
export interface CitizenCheck {
  readonly at: number
  readonly verdict: Verdict
  readonly cause: FailCause | null
  readonly relyingParty: string
}

/** Checks of children stand in their guardians' histories too. */
export const guardianChecksSchema = `
  create table if not exists guardian_checks (
    biz_seq text primary key references checks (biz_seq),
    guardian text not null references citizens (id)
  ) strict;
  create index if not exists guardian_checks_of_citizen on guardian_checks (guardian);
`

const storedReply = z
  .object({ request_digest: z.string(), reply: z.instanceof(Uint8Array) })
  .transform((value): StoredReply => ({ requestDigest: value.request_digest, reply: value.reply }))

/** What came of one check. */
export interface CheckOutcome {
  readonly verdict: Verdict
  readonly cause: FailCause | null
}

const outcomeRow = z.object({ verdict: z.enum(verdicts), cause: z.enum(failCauses).nullable() })

const citizenCheck = z
  .object({
    decided_at: z.int(),
    verdict: z.enum(verdicts),
    cause: z.enum(failCauses).nullable(),
    name: z.string(),
  })
  .transform((value): CitizenCheck => ({
    at: value.decided_at,
    verdict: value.verdict,
    cause: value.cause,
    relyingParty: value.name,
  }))

export function checksTable(connection: Connection) {
  const insert = connection.prepare(
    `insert into checks
       (biz_seq, terminal, custom_number, request_digest, verdict, cause, citizen, decided_at, reply)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const select = connection.prepare('select request_digest, reply from checks where biz_seq = ?')
  const outcome = connection.prepare('select verdict, cause from checks where biz_seq = ?')
  const latest = connection.prepare(
    `select decided_at, verdict, cause, name from checks join relying_parties using (custom_number)
     where citizen = ?1 or biz_seq in (select biz_seq from guardian_checks where guardian = ?1)
     order by checks.rowid desc limit ?2`,
  )
  const insertGuardian = connection.prepare('insert into guardian_checks values (?, ?)')
  return {
    add: (check: CheckRecord): void => {
      insert.run(
        check.bizSeq,
        check.terminal,
        check.customNumber,
        check.requestDigest,
        check.verdict,
        check.cause,
        check.citizen,
        check.decidedAt,
        check.reply,
      )
      if (typeof check.guardian === 'string') insertGuardian.run(check.bizSeq, check.guardian)
    },
    find: (bizSeq: string): StoredReply | undefined => storedReply.optional().parse(select.get(bizSeq)),
    outcome: (bizSeq: string): CheckOutcome | undefined => outcomeRow.optional().parse(outcome.get(bizSeq)),
    /** A citizen's checks, and those of children with this guardian, the last decided first. */
    ofCitizen: (citizen: string, most: number): CitizenCheck[] =>
      z.array(citizenCheck).parse(latest.all(citizen, most)),
  }
}
