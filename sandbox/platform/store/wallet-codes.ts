import { z } from 'zod'
import { authModes, type AuthMode } from '../../../src/shared/check.ts'
import type { Connection } from './database.ts'

/** One issued 网证 code. The code itself is not kept, only its SM3 digest. */
export interface WalletCodeRecord {
  readonly citizen: string
  /** What the citizen did on the phone when the code was made. */
  readonly mode: AuthMode
  readonly expiresAt: number
  /** Serial number of the check that used it up. */
  readonly usedBy: string | null
}

const row = z
  .object({
    citizen: z.string(),
    mode: z.enum(authModes),
    expires_at: z.int(),
    used_by: z.string().nullable(),
  })
  .transform((value): WalletCodeRecord => ({
    citizen: value.citizen,
    mode: value.mode,
    expiresAt: value.expires_at,
    usedBy: value.used_by,
  }))

export function walletCodesTable(connection: Connection) {
  const insert = connection.prepare(
    'insert into wallet_codes (digest, citizen, mode, issued_at, expires_at) values (?, ?, ?, ?, ?)',
  )
  const select = connection.prepare(
    'select citizen, mode, expires_at, used_by from wallet_codes where digest = ?',
  )
  const use = connection.prepare(
    'update wallet_codes set used_by = ? where digest = ? and used_by is null and expires_at > ?',
  )
  return {
    add: (digest: string, citizen: string, mode: AuthMode, issuedAt: number, expiresAt: number): void => {
      insert.run(digest, citizen, mode, issuedAt, expiresAt)
    },
    find: (digest: string): WalletCodeRecord | undefined => row.optional().parse(select.get(digest)),
    /** Uses a code up for one check; false when it was used or has expired. */
    use: (digest: string, bizSeq: string, now: number): boolean => use.run(bizSeq, digest, now).changes === 1,
  }
}
