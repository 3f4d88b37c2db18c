import { z } from 'zod'
import type { Connection } from './database.ts'

export const passwordsSchema = `
  create table if not exists passwords (
    citizen text primary key references citizens (id),
    salt blob not null,
    rounds integer not null,
    hash blob not null,
    tries integer not null default 0,
    last_try integer not null default 0
  ) strict;
`

/** A 口令 as it is kept: never the word, only what a slow salted hash makes of it. */
export interface PasswordHash {
  readonly salt: Uint8Array
  readonly rounds: number
  readonly hash: Uint8Array
}

export interface PasswordRecord extends PasswordHash {
  /** Tries since the last right one, those under way included. */
  readonly tries: number
  readonly lastTry: number
}

const row = z
  .object({
    salt: z.instanceof(Uint8Array),
    rounds: z.int(),
    hash: z.instanceof(Uint8Array),
    tries: z.int(),
    last_try: z.int(),
  })
  .transform(({ last_try: lastTry, ...value }): PasswordRecord => ({ ...value, lastTry }))

export function passwordsTable(connection: Connection) {
  const put = connection.prepare(
    `insert into passwords (citizen, salt, rounds, hash) values (?, ?, ?, ?)
     on conflict (citizen) do update set salt = excluded.salt, rounds = excluded.rounds,
       hash = excluded.hash, tries = 0`,
  )
  const select = connection.prepare(
    'select salt, rounds, hash, tries, last_try from passwords where citizen = ?',
  )
  const setTries = connection.prepare('update passwords set tries = ?, last_try = ? where citizen = ?')
  const remove = connection.prepare('delete from passwords where citizen = ?')
  return {
    put: (citizen: string, { salt, rounds, hash }: PasswordHash): void => {
      put.run(citizen, salt, rounds, hash)
    },
    find: (citizen: string): PasswordRecord | undefined => row.optional().parse(select.get(citizen)),
    setTries: (citizen: string, tries: number, now: number): void => {
      setTries.run(tries, now, citizen)
    },
    forget: (citizen: string): void => {
      remove.run(citizen)
    },
  }
}
