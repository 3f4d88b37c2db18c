import { z } from 'zod'
import type { FactorName } from '../factors/factor.ts'
import type { Connection } from './database.ts'
import { provenFactors, writeProven } from './proven-factors.ts'

export const walletCodesSchema = `
  create table wallet_codes (
    digest text primary key,
    citizen text not null references citizens (id),
    proven text not null,
    issued_at integer not null,
    expires_at integer not null,
    used_by text
  ) strict;
`

/** One issued 网证 code. The code itself is not kept, only its SM3 digest. */
export interface WalletCodeRecord {
  readonly citizen: string
  /** What was proven on the phone when the code was made. */
  readonly proven: readonly FactorName[]
  readonly expiresAt: number
  /** Serial number of the check that used it up. */
  readonly usedBy: string | null
}

const row = z
  .object({
    citizen: z.string(),
    proven: provenFactors,
    expires_at: z.int(),
    used_by: z.string().nullable(),
  })
  .transform((value): WalletCodeRecord => ({
    citizen: value.citizen,
    proven: value.proven,
    expiresAt: value.expires_at,
    usedBy: value.used_by,
  }))

export function walletCodesTable(connection: Connection) {
  const insert = connection.prepare(
    'insert into wallet_codes (digest, citizen, proven, issued_at, expires_at) values (?, ?, ?, ?, ?)',
  )
  const select = connection.prepare(
    'select citizen, proven, expires_at, used_by from wallet_codes where digest = ?',
  )
  const use = connection.prepare(
    'update wallet_codes set used_by = ? where digest = ? and used_by is null and expires_at > ?',
  )
  return {
    add: (
      digest: string,
      citizen: string,
      proven: readonly FactorName[],
      issuedAt: number,
      expiresAt: number,
    ): void => {
      insert.run(digest, citizen, writeProven(proven), issuedAt, expiresAt)
    },
    find: (digest: string): WalletCodeRecord | undefined => row.optional().parse(select.get(digest)),
    /** Uses a code up for one check; false when it was used or has expired. */
    use: (digest: string, bizSeq: string, now: number): boolean => use.run(bizSeq, digest, now).changes === 1,
  }
}
