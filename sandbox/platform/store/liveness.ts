import { z } from 'zod'
import type { Connection } from './database.ts'

/** What a phone's camera is asked to see done. No picture is ever taken, sent or kept: there is no column for one. */
export const livenessActs = ['blink', 'nod', 'turn-left', 'turn-right', 'open-mouth'] as const
export type LivenessAct = (typeof livenessActs)[number]

export const livenessSchema = `
  create table if not exists liveness_challenges (
    id text primary key,
    person text not null,
    acts text not null,
    expires_at integer not null
  ) strict;
`

export interface LivenessChallenge {
  readonly id: string
  /** Of the register: who is to stand before the camera. */
  readonly person: string
  readonly acts: readonly LivenessAct[]
  readonly expiresAt: number
}

const row = z
  .object({ id: z.string(), person: z.string(), acts: z.string(), expires_at: z.int() })
  .transform((value): LivenessChallenge => ({
    id: value.id,
    person: value.person,
    acts: z.array(z.enum(livenessActs)).parse(JSON.parse(value.acts)),
    expiresAt: value.expires_at,
  }))

export function livenessTable(connection: Connection) {
  const insert = connection.prepare('insert into liveness_challenges values (?, ?, ?, ?)')
  const take = connection.prepare('delete from liveness_challenges where id = ? returning *')
  const removePerson = connection.prepare('delete from liveness_challenges where person = ?')
  return {
    /** One challenge a person: a new one makes the one before it void. */
    put: (challenge: LivenessChallenge): void => {
      removePerson.run(challenge.person)
      insert.run(challenge.id, challenge.person, JSON.stringify(challenge.acts), challenge.expiresAt)
    },
    /** Gives a challenge and removes it: it is answered once. */
    take: (id: string): LivenessChallenge | undefined => row.optional().parse(take.get(id)),
    forget: (person: string): void => {
      removePerson.run(person)
    },
  }
}
