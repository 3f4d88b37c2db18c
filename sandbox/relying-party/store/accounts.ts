import { z } from 'zod'
import type { Connection } from './database.ts'

/** Who has an account: a number that is drawn, the pseudonym that the platform gave this relying party, and no name. */
export const accountsSchema = `
  create table if not exists accounts (
    number text primary key,
    pseudonym text not null unique,
    state text not null check (state in ('active', 'odd')),
    opened_at integer not null,
    signed_in_at integer not null
  ) strict;
`

export const accountStates = ['active', 'odd'] as const
/** `odd`: something about it is unusual, and nobody uses it until its owner has been shown once more. */
export type AccountState = (typeof accountStates)[number]

export interface Account {
  /** 10 digits. */
  readonly number: string
  readonly pseudonym: string
  readonly state: AccountState
  readonly openedAt: number
  readonly signedInAt: number
}

const row = z
  .object({
    number: z.string(),
    pseudonym: z.string(),
    state: z.enum(accountStates),
    opened_at: z.int(),
    signed_in_at: z.int(),
  })
  .transform(({ opened_at: openedAt, signed_in_at: signedInAt, ...value }): Account => ({
    ...value,
    openedAt,
    signedInAt,
  }))

export function accountsTable(connection: Connection) {
  const insert = connection.prepare("insert into accounts values (?, ?, 'active', ?, ?)")
  const byNumber = connection.prepare('select * from accounts where number = ?')
  const byPseudonym = connection.prepare('select * from accounts where pseudonym = ?')
  const signIn = connection.prepare('update accounts set signed_in_at = ? where number = ?')
  const setState = connection.prepare('update accounts set state = ? where number = ?')
  const remove = connection.prepare('delete from accounts where number = ?')
  return {
    open: (number: string, pseudonym: string, now: number): void => {
      insert.run(number, pseudonym, now, now)
    },
    find: (number: string): Account | undefined => row.optional().parse(byNumber.get(number)),
    ofPerson: (pseudonym: string): Account | undefined => row.optional().parse(byPseudonym.get(pseudonym)),
    signedIn: (number: string, now: number): void => {
      signIn.run(now, number)
    },
    setState: (number: string, state: AccountState): void => {
      setState.run(state, number)
    },
    close: (number: string): void => {
      remove.run(number)
    },
  }
}
