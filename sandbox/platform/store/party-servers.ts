import { z } from 'zod'
import type { Connection } from './database.ts'
import { octets } from './octets.ts'

/** Relying parties' own servers: at most one each, under the certificates that it was issued last. */
export const partyServersSchema = `
  create table if not exists party_enrolment_codes (
    custom_number text primary key references relying_parties (custom_number),
    digest text not null,
    issued_at integer not null,
    request_digest text
  ) strict;
  create table if not exists party_servers (
    custom_number text primary key references relying_parties (custom_number),
    signing blob not null,
    encryption blob not null,
    url text not null,
    enrolled_at integer not null
  ) strict;
`

export interface PartyServer {
  readonly customNumber: string
  /** Certificates, DER. */
  readonly signing: Uint8Array
  readonly encryption: Uint8Array
  /** Where it takes notices. */
  readonly url: string
}

const row = z
  .object({ custom_number: z.string(), signing: octets, encryption: octets, url: z.string() })
  .transform(({ custom_number: customNumber, ...value }): PartyServer => ({ customNumber, ...value }))
const codeRow = z
  .object({ digest: z.string(), request_digest: z.string().nullable() })
  .transform(({ request_digest: requestDigest, digest }) => ({ digest, requestDigest }))

export function partyServersTable(connection: Connection) {
  const issue = connection.prepare('insert or replace into party_enrolment_codes values (?, ?, ?, null)')
  const code = connection.prepare(
    'select digest, request_digest from party_enrolment_codes where custom_number = ?',
  )
  const use = connection.prepare(
    'update party_enrolment_codes set request_digest = ? where custom_number = ?',
  )
  const put = connection.prepare('insert or replace into party_servers values (?, ?, ?, ?, ?)')
  const select = connection.prepare(
    'select custom_number, signing, encryption, url from party_servers where custom_number = ?',
  )
  const names = connection.prepare('select custom_number from party_servers order by custom_number')
  const move = connection.prepare('update party_servers set url = ? where custom_number = ?')
  return {
    /** A relying party's former code is void with this. */
    issueCode: (customNumber: string, digest: string, now: number): void => {
      issue.run(customNumber, digest, now)
    },
    /** `requestDigest`: of the enrolment that used the code; null while nobody did. */
    code: (customNumber: string) => codeRow.optional().parse(code.get(customNumber)),
    useCode: (customNumber: string, requestDigest: string): void => {
      use.run(requestDigest, customNumber)
    },
    put: ({ customNumber, signing, encryption, url }: PartyServer, now: number): void => {
      put.run(customNumber, signing, encryption, url, now)
    },
    find: (customNumber: string): PartyServer | undefined => row.optional().parse(select.get(customNumber)),
    customNumbers: (): string[] =>
      z
        .array(z.object({ custom_number: z.string() }))
        .parse(names.all())
        .map((value) => value.custom_number),
    /** @returns false when the relying party has no server */
    move: (customNumber: string, url: string): boolean => move.run(url, customNumber).changes === 1,
  }
}
