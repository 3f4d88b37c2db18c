import { z } from 'zod'
import { documentKinds } from '../citizens/documents.ts'
import type { Connection } from './database.ts'
import type { Identity } from './citizens.ts'

/** What is still to be done of an application. */
export const applicationStages = ['liveness', 'password'] as const
export type ApplicationStage = (typeof applicationStages)[number]

/** An application that is under way. It is removed when the network number is issued, or when a day has gone by. */
export const applicationsSchema = `
  create table if not exists applications (
    id text primary key,
    stage text not null check (stage in ('liveness', 'password')),
    started_at integer not null,
    person text not null unique,
    document_kind text not null,
    document_number text not null,
    name text not null,
    birth text not null,
    phone text not null,
    service_consent text not null,
    face_consent text not null,
    guardian text references citizens (id)
  ) strict;
`

export interface Application extends Omit<Identity, 'markKey'> {
  readonly id: string
  readonly stage: ApplicationStage
  readonly startedAt: number
  /** The citizen who applies for a child or consented to a minor's application; null for an adult's own. */
  readonly guardian: string | null
}

const row = z
  .object({
    id: z.string(),
    stage: z.enum(applicationStages),
    started_at: z.int(),
    person: z.string(),
    document_kind: z.enum(documentKinds),
    document_number: z.string(),
    name: z.string(),
    birth: z.string(),
    phone: z.string(),
    service_consent: z.string(),
    face_consent: z.string(),
    guardian: z.string().nullable(),
  })
  .transform((value): Application => ({
    id: value.id,
    stage: value.stage,
    startedAt: value.started_at,
    person: value.person,
    documentKind: value.document_kind,
    documentNumber: value.document_number,
    name: value.name,
    birth: value.birth,
    phone: value.phone,
    serviceConsent: value.service_consent,
    faceConsent: value.face_consent,
    guardian: value.guardian,
  }))

export function applicationsTable(connection: Connection) {
  const insert = connection.prepare('insert into applications values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const select = connection.prepare('select * from applications where id = ?')
  const byPerson = connection.prepare('select * from applications where person = ?')
  const setStage = connection.prepare('update applications set stage = ? where id = ?')
  const remove = connection.prepare('delete from applications where id = ?')
  const removeOlder = connection.prepare('delete from applications where started_at < ?')
  const removePerson = connection.prepare('delete from applications where person = ?')
  const removeGuardian = connection.prepare('delete from applications where guardian = ?')
  return {
    add: (one: Application): void => {
      insert.run(
        one.id,
        one.stage,
        one.startedAt,
        one.person,
        one.documentKind,
        one.documentNumber,
        one.name,
        one.birth,
        one.phone,
        one.serviceConsent,
        one.faceConsent,
        one.guardian,
      )
    },
    find: (id: string): Application | undefined => row.optional().parse(select.get(id)),
    ofPerson: (person: string): Application | undefined => row.optional().parse(byPerson.get(person)),
    setStage: (id: string, stage: ApplicationStage): void => {
      setStage.run(stage, id)
    },
    remove: (id: string): void => {
      remove.run(id)
    },
    /** @returns how many were removed */
    removeOlderThan: (startedAt: number): number => removeOlder.run(startedAt).changes,
    /** Those of a person, and those that a citizen made for others. */
    forget: (person: string, citizen: string): void => {
      removePerson.run(person)
      removeGuardian.run(citizen)
    },
  }
}
