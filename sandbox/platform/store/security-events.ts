import { z } from 'zod'
import type { Connection } from './database.ts'

/** What a citizen is told that happened to the credential. The list is closed, and has no place for a word of ours. */
export const securityEventKinds = [
  'issued',
  'suspended',
  'restored',
  'deleted',
  'password-wrong',
  'password-locked',
  'password-changed',
  'face-wrong',
  'consent-given',
  'consent-withdrawn',
  'incident',
] as const
export type SecurityEventKind = (typeof securityEventKinds)[number]

export const securityEventsSchema = `
  create table if not exists security_events (
    citizen text not null references citizens (id),
    kind text not null,
    at integer not null
  ) strict;
  create index if not exists security_events_of_citizen on security_events (citizen);
`

export interface SecurityEvent {
  readonly kind: SecurityEventKind
  readonly at: number
}

const row = z.object({ kind: z.enum(securityEventKinds), at: z.int() })

export function securityEventsTable(connection: Connection) {
  const insert = connection.prepare('insert into security_events values (?, ?, ?)')
  const latest = connection.prepare(
    'select kind, at from security_events where citizen = ? order by rowid desc limit ?',
  )
  const remove = connection.prepare('delete from security_events where citizen = ?')
  return {
    add: (citizen: string, kind: SecurityEventKind, at: number): void => {
      insert.run(citizen, kind, at)
    },
    /** The last first. */
    ofCitizen: (citizen: string, most: number): SecurityEvent[] =>
      z.array(row).parse(latest.all(citizen, most)),
    forget: (citizen: string): void => {
      remove.run(citizen)
    },
  }
}
