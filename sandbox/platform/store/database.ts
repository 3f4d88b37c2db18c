import { closeSync, openSync } from 'node:fs'
import Database from 'libsql'
import { z } from 'zod'
import { citizenSchemas } from './citizen-tables.ts'
import { migratePolicyTerms } from './policy-terms.ts'
import { migrateCitizens } from './citizens-migration.ts'
import { citizensSchema } from './citizens.ts'
import { migrateCodes } from './codes-migration.ts'
import { cutLog, overwriteDeleted } from './compaction.ts'
import { approvalsSchema } from './approvals.ts'
import { guardianChecksSchema } from './checks.ts'
import { dynamicCodesSchema } from './dynamic-codes.ts'
import { migrateDeliveries } from './deliveries.ts'
import { partyServersSchema } from './party-servers.ts'
import { pseudonymsSchema } from './pseudonyms.ts'
import { receiptsSchema } from './receipts.ts'
import { migrateSams, terminalRegistrationsSchema } from './terminal-registrations.ts'
import { walletCodesSchema } from './wallet-codes.ts'

/** One open database file. */
export type Connection = Database.Database

const schemaVersion = 6

/**
 * Who the citizens are is known here and nowhere else. Codes are kept as SM3 digests, so that the file opens
 * nobody's door. No table has a place for where a terminal stands or what a check was for.
 */
const schema = `
  create table relying_parties (
    custom_number text primary key,
    name text not null
  ) strict;
  create table policies (
    custom_number text not null references relying_parties (custom_number),
    policy text not null,
    least_mode text not null,
    primary key (custom_number, policy)
  ) strict;
  ${citizensSchema}
  create table terminals (
    number text primary key,
    custom_number text not null references relying_parties (custom_number),
    certificate blob not null,
    enrolled_at integer not null,
    revoked_at integer
  ) strict;
  create table enrolment_codes (
    digest text primary key,
    issued_at integer not null,
    used_at integer,
    request_digest text,
    terminal text references terminals (number)
  ) strict;
  ${walletCodesSchema}
  create table checks (
    biz_seq text primary key,
    terminal text not null references terminals (number),
    custom_number text not null,
    request_digest text not null,
    verdict text not null check (verdict in ('pass', 'fail')),
    cause text,
    citizen text references citizens (id),
    decided_at integer not null,
    reply blob not null,
    check ((verdict = 'pass') = (cause is null))
  ) strict;
  create index checks_of_citizen on checks (citizen);
  pragma user_version = ${schemaVersion};
`

/** From each version to the next, the first from version 1. */
const migrations = [migrateCitizens, migrateCodes, migratePolicyTerms, migrateDeliveries, migrateSams]

/** Tables that came later: each is made where it is missing, at every opening. */
const additions = [
  ...citizenSchemas,
  dynamicCodesSchema,
  guardianChecksSchema,
  pseudonymsSchema,
  approvalsSchema,
  terminalRegistrationsSchema,
  receiptsSchema,
  partyServersSchema,
]

/**
 * Opens the platform's database, made at first use. A transaction that has returned is on disk: write-ahead log,
 * synchronous in full.
 * @throws Error when another version of the sandbox made the file
 */
export function openDatabase(file: string): Connection {
  // SQLite makes its log with the rights of the database: this makes all of it the owner's alone.
  closeSync(openSync(file, 'a', 0o600))
  const connection = new Database(file)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  overwriteDeleted(connection)
  const { user_version: version } = z
    .object({ user_version: z.int() })
    .parse(connection.pragma('user_version', { simple: true }))
  if (version === 0) connection.transaction(() => connection.exec(schema)).immediate()
  else if (version > schemaVersion) {
    connection.close()
    throw new Error(`the sandbox's database has version ${version}, this program reads ${schemaVersion}`)
  }
  if (version > 0) for (const migrate of migrations.slice(version - 1)) migrate(connection)
  connection.transaction(() => additions.forEach((addition) => connection.exec(addition))).immediate()
  cutLog(connection)
  return connection
}
