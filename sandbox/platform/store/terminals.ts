import { z } from 'zod'
import type { Connection } from './database.ts'

export interface TerminalRecord {
  readonly number: string
  readonly customNumber: string
  /** DER. */
  readonly certificate: Uint8Array
  readonly revokedAt: number | null
}

const row = z
  .object({
    number: z.string(),
    custom_number: z.string(),
    certificate: z.instanceof(Uint8Array),
    revoked_at: z.int().nullable(),
  })
  .transform((value): TerminalRecord => ({
    number: value.number,
    customNumber: value.custom_number,
    certificate: value.certificate,
    revokedAt: value.revoked_at,
  }))

const listed = z
  .object({ number: z.string(), revoked_at: z.int().nullable() })
  .transform(({ number, revoked_at: revokedAt }) => ({ number, revokedAt }))

export function terminalsTable(connection: Connection) {
  const insert = connection.prepare(
    'insert into terminals (number, custom_number, certificate, enrolled_at) values (?, ?, ?, ?)',
  )
  const select = connection.prepare(
    'select number, custom_number, certificate, revoked_at from terminals where number = ?',
  )
  const all = connection.prepare('select number, revoked_at from terminals order by rowid desc')
  const revoke = connection.prepare(
    'update terminals set revoked_at = ? where number = ? and revoked_at is null',
  )
  return {
    add: (number: string, customNumber: string, certificate: Uint8Array, now: number): void => {
      insert.run(number, customNumber, certificate, now)
    },
    /** The last enrolled first. */
    all: (): Pick<TerminalRecord, 'number' | 'revokedAt'>[] => z.array(listed).parse(all.all()),
    find: (number: string): TerminalRecord | undefined => row.optional().parse(select.get(number)),
    /** Takes a terminal's right to ask; there is no way back but a new enrolment. */
    revoke: (number: string, now: number): void => {
      revoke.run(now, number)
    },
  }
}
