import { z } from 'zod'
import type { Connection } from './database.ts'

/** What an operator of the platform decided about terminals: which may ask, and which SAMs read cards for them. */
export const terminalRegistrationsSchema = `
  create table if not exists terminal_approvals (
    terminal text primary key references terminals (number),
    approved_at integer not null
  ) strict;
  create table if not exists terminal_sams (
    terminal text not null references terminals (number),
    sam text not null,
    enrolled_at integer not null,
    withdrawn_at integer,
    primary key (terminal, sam)
  ) strict;
`

export function terminalRegistrationsTable(connection: Connection) {
  const approve = connection.prepare('insert into terminal_approvals values (?, ?) on conflict do nothing')
  const approval = connection.prepare('select terminal from terminal_approvals where terminal = ?')
  const enrol = connection.prepare(`insert into terminal_sams values (?, ?, ?, null)
     on conflict (terminal, sam) do update set withdrawn_at = null`)
  const withdraw = connection.prepare(
    'update terminal_sams set withdrawn_at = ? where terminal = ? and sam = ? and withdrawn_at is null',
  )
  const sams = connection.prepare(
    'select sam from terminal_sams where terminal = ? and withdrawn_at is null order by enrolled_at',
  )
  const without = connection.prepare(
    'select number from terminals where number not in (select terminal from terminal_sams)',
  )
  return {
    approve: (terminal: string, now: number): void => {
      approve.run(terminal, now)
    },
    isApproved: (terminal: string): boolean => approval.get(terminal) !== undefined,
    /** @param sam number of the SAM, hexadecimal */
    enrolSam: (terminal: string, sam: string, now: number): void => {
      enrol.run(terminal, sam, now)
    },
    withdrawSam: (terminal: string, sam: string, now: number): void => {
      withdraw.run(now, terminal, sam)
    },
    /** Terminals for which no SAM was ever enrolled. */
    withoutSams: (): string[] =>
      z
        .array(z.object({ number: z.string() }))
        .parse(without.all())
        .map(({ number }) => number),
    /** Numbers of the SAMs that are enrolled for a terminal, hexadecimal. */
    sams: (terminal: string): string[] =>
      z
        .array(z.object({ sam: z.string() }))
        .parse(sams.all(terminal))
        .map(({ sam }) => sam),
  }
}

/** Takes a database of version 5 to version 6. No operator could enrol a SAM before it. */
export function migrateSams(connection: Connection): void {
  connection
    .transaction(() => connection.exec('drop table if exists terminal_sams; pragma user_version = 6;'))
    .immediate()
}
