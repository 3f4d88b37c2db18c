import { z } from 'zod'
import type { Connection } from './database.ts'

/** What can befall the service (article 12). Closed, so that a notice says the same to everybody it touches. */
export const incidentKinds = [
  'terminal-tampered',
  'key-compromised',
  'data-leaked',
  'credentials-misused',
] as const
export type IncidentKind = (typeof incidentKinds)[number]

export const incidentsSchema = `
  create table if not exists incidents (
    id text primary key,
    kind text not null,
    begun_at integer not null,
    ended_at integer not null,
    declared_at integer not null,
    reported_at integer
  ) strict;
  create table if not exists incident_notices (
    incident text not null references incidents (id),
    citizen text not null references citizens (id),
    read_at integer,
    primary key (incident, citizen)
  ) strict;
`

export interface IncidentRecord {
  readonly id: string
  readonly kind: IncidentKind
  /** The time in which it touched people. */
  readonly begunAt: number
  readonly endedAt: number
  readonly declaredAt: number
  readonly reportedAt: number | null
}

/** What one citizen is told of one incident. */
export interface IncidentNotice extends Omit<IncidentRecord, 'reportedAt'> {
  readonly readAt: number | null
}

const incidentFields = {
  id: z.string(),
  kind: z.enum(incidentKinds),
  begun_at: z.int(),
  ended_at: z.int(),
  declared_at: z.int(),
}
const incidentRow = z
  .object({ ...incidentFields, reported_at: z.int().nullable() })
  .transform((row): IncidentRecord => ({
    id: row.id,
    kind: row.kind,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    declaredAt: row.declared_at,
    reportedAt: row.reported_at,
  }))
const noticeRow = z
  .object({ ...incidentFields, read_at: z.int().nullable() })
  .transform((row): IncidentNotice => ({
    id: row.id,
    kind: row.kind,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    declaredAt: row.declared_at,
    readAt: row.read_at,
  }))

export function incidentsTable(connection: Connection) {
  const insert = connection.prepare('insert into incidents values (?, ?, ?, ?, ?, null)')
  const select = connection.prepare('select * from incidents where id = ?')
  const notify = connection.prepare('insert into incident_notices values (?, ?, null) on conflict do nothing')
  const report = connection.prepare(
    'update incidents set reported_at = ? where id = ? and reported_at is null',
  )
  const count = connection.prepare('select count(*) as touched from incident_notices where incident = ?')
  const touchedAt = connection.prepare(
    `with brought as (select biz_seq, citizen from checks where terminal = ? and decided_at between ? and ?)
     select citizen from brought where citizen is not null
     union select guardian from guardian_checks join brought using (biz_seq) order by 1`,
  )
  const everybody = connection.prepare(
    `select id as citizen from citizens where state <> 'deleted' order by id`,
  )
  const notices = connection.prepare(
    `select id, kind, begun_at, ended_at, declared_at, read_at
     from incident_notices join incidents on incident = id where citizen = ? order by declared_at desc, id`,
  )
  const read = connection.prepare(
    'update incident_notices set read_at = ? where incident = ? and citizen = ? and read_at is null',
  )
  const forget = connection.prepare('delete from incident_notices where citizen = ?')
  const citizenRows = z.array(z.object({ citizen: z.string() }))
  return {
    add: ({ id, kind, begunAt, endedAt, declaredAt }: Omit<IncidentRecord, 'reportedAt'>): void => {
      insert.run(id, kind, begunAt, endedAt, declaredAt)
    },
    find: (id: string): IncidentRecord | undefined => incidentRow.optional().parse(select.get(id)),
    notify: (id: string, citizen: string): void => {
      notify.run(id, citizen)
    },
    touched: (id: string): number => z.object({ touched: z.int() }).parse(count.get(id)).touched,
    /** Citizens whose checks a terminal brought in a time, and who presented beside a child; both ends included. */
    checkedAt: (terminal: string, begunAt: number, endedAt: number): string[] =>
      citizenRows.parse(touchedAt.all(terminal, begunAt, endedAt)).map(({ citizen }) => citizen),
    /** Every citizen who was not deleted. */
    everybody: (): string[] => citizenRows.parse(everybody.all()).map(({ citizen }) => citizen),
    reported: (id: string, now: number): boolean => report.run(now, id).changes === 1,
    /** The last declared first. */
    noticesOf: (citizen: string): IncidentNotice[] => z.array(noticeRow).parse(notices.all(citizen)),
    markRead: (id: string, citizen: string, now: number): void => {
      read.run(now, id, citizen)
    },
    forget: (citizen: string): void => {
      forget.run(citizen)
    },
  }
}
