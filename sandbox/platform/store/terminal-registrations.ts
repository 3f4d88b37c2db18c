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
    primary key (terminal, sam)
  ) strict;
`

export function terminalRegistrationsTable(connection: Connection) {
  const approve = connection.prepare('insert into terminal_approvals values (?, ?) on conflict do nothing')
  const approval = connection.prepare('select terminal from terminal_approvals where terminal = ?')
  const enrol = connection.prepare('insert into terminal_sams values (?, ?, ?) on conflict do nothing')
  const withdraw = connection.prepare('delete from terminal_sams where terminal = ? and sam = ?')
  const sams = connection.prepare('select sam from terminal_sams where terminal = ? order by enrolled_at')
  return {
    approve: (terminal: string, now: number): void => {
      approve.run(terminal, now)
    },
    isApproved: (terminal: string): boolean => approval.get(terminal) !== undefined,
    /** @param sam number of the SAM, hexadecimal */
    enrolSam: (terminal: string, sam: string, now: number): void => {
      enrol.run(terminal, sam, now)
    },
    withdrawSam: (terminal: string, sam: string): void => {
      withdraw.run(terminal, sam)
    },
    /** Numbers of the SAMs that are enrolled for a terminal, hexadecimal. */
    sams: (terminal: string): string[] =>
      z
        .array(z.object({ sam: z.string() }))
        .parse(sams.all(terminal))
        .map(({ sam }) => sam),
  }
}
