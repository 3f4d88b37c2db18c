import { z } from 'zod'
import type { Connection } from './database.ts'
import { octets } from './octets.ts'

/**
 * Every use of the lawful export, in a chain: each record carries the digest of the one before it. The database
 * itself refuses to change or remove one; who takes that away and removes it nevertheless breaks the chain.
 */
export const exportAuditSchema = `
  create table if not exists export_audit (
    sequence integer primary key,
    at integer not null,
    authority text not null,
    instrument text not null,
    subject_digest text not null,
    previous text not null,
    digest text not null,
    signature blob not null
  ) strict;
  create trigger if not exists export_audit_stays before delete on export_audit
    begin select raise(abort, 'an audit record stays'); end;
  create trigger if not exists export_audit_is_not_changed before update on export_audit
    begin select raise(abort, 'an audit record stays'); end;
`

export interface ExportAuditRecord {
  /** Counts from 1 without a gap. */
  readonly sequence: number
  readonly at: number
  /** Who asked: the authority's number. */
  readonly authority: string
  /** Number of the legal instrument that it showed. */
  readonly instrument: string
  /** SM3 of the network number asked about, hexadecimal. */
  readonly subjectDigest: string
  /** Digest of the record before this one. */
  readonly previous: string
  readonly digest: string
  /** CMS SignedData over the digest, by the platform. */
  readonly signature: Uint8Array
}

const row = z
  .object({
    sequence: z.int(),
    at: z.int(),
    authority: z.string(),
    instrument: z.string(),
    subject_digest: z.string(),
    previous: z.string(),
    digest: z.string(),
    signature: octets,
  })
  .transform(({ subject_digest: subjectDigest, ...value }): ExportAuditRecord => ({
    ...value,
    subjectDigest,
  }))

export function exportAuditTable(connection: Connection) {
  const insert = connection.prepare('insert into export_audit values (?, ?, ?, ?, ?, ?, ?, ?)')
  const all = connection.prepare('select * from export_audit order by sequence')
  const logs = connection.prepare(
    `select decided_at, name, verdict, cause from checks join relying_parties using (custom_number)
     where citizen = ? order by checks.rowid`,
  )
  return {
    add: (one: ExportAuditRecord): void => {
      const { sequence, at, authority, instrument, subjectDigest, previous, digest, signature } = one
      insert.run(sequence, at, authority, instrument, subjectDigest, previous, digest, signature)
    },
    all: (): ExportAuditRecord[] => z.array(row).parse(all.all()),
    /** All checks of a citizen, the first first. */
    checksOf: (citizen: string) =>
      z
        .array(
          z
            .object({
              decided_at: z.int(),
              name: z.string(),
              verdict: z.string(),
              cause: z.string().nullable(),
            })
            .transform((value) => ({
              at: value.decided_at,
              relyingParty: value.name,
              verdict: value.verdict,
              cause: value.cause,
            })),
        )
        .parse(logs.all(citizen)),
  }
}
