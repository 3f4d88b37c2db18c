import { z } from 'zod'
import type { Connection } from './database.ts'

/** One enrolment code, known by its SM3 digest. */
export interface EnrolmentCodeRecord {
  /** Null as long as the code is unused. */
  readonly use: { readonly requestDigest: string; readonly terminal: string } | null
}

const row = z
  .object({ request_digest: z.string().nullable(), terminal: z.string().nullable() })
  .transform((value): EnrolmentCodeRecord => ({
    use:
      value.request_digest === null || value.terminal === null
        ? null
        : { requestDigest: value.request_digest, terminal: value.terminal },
  }))

export function enrolmentCodesTable(connection: Connection) {
  const insert = connection.prepare('insert into enrolment_codes (digest, issued_at) values (?, ?)')
  const select = connection.prepare('select request_digest, terminal from enrolment_codes where digest = ?')
  const use = connection.prepare(
    `update enrolment_codes set used_at = ?, request_digest = ?, terminal = ?
     where digest = ? and used_at is null`,
  )
  const withdraw = connection.prepare('delete from enrolment_codes where digest = ? and used_at is null')
  return {
    add: (digest: string, now: number): void => {
      insert.run(digest, now)
    },
    find: (digest: string): EnrolmentCodeRecord | undefined => row.optional().parse(select.get(digest)),
    /** Uses a code up for one terminal; false when it was used before or never issued. */
    use: (digest: string, requestDigest: string, terminal: string, now: number): boolean =>
      use.run(now, requestDigest, terminal, digest).changes === 1,
    /** Makes a code void that nobody has used. */
    withdraw: (digest: string): void => {
      withdraw.run(digest)
    },
  }
}
