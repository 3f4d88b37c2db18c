import { z } from 'zod'
import { documentKinds, type DocumentKind } from '../citizens/documents.ts'
import type { Connection } from './database.ts'

export const citizenStates = ['active', 'suspended', 'deleted'] as const
export type CitizenState = (typeof citizenStates)[number]

/**
 * A citizen is a row without identity, which the log of checks points to; who it is stands in one other row, and
 * deletion takes that one away. Ids are drawn at random, so that what is left says nothing.
 */
export const citizensSchema = `
  create table citizens (
    id text primary key,
    state text not null check (state in ('active', 'suspended', 'deleted')),
    network_number text unique,
    check ((state = 'deleted') = (network_number is null))
  ) strict;
`
export const identitiesSchema = `
  create table if not exists identities (
    citizen text primary key references citizens (id),
    person text not null unique,
    document_kind text not null,
    document_number text not null,
    name text not null,
    birth text not null,
    phone text not null,
    service_consent text not null,
    face_consent text not null,
    mark_key blob not null
  ) strict;
`

/** Who a citizen is. This and an unfinished application are the only places where identity is kept. */
export interface Identity {
  /** The person of the register, one for all of the person's documents. */
  readonly person: string
  readonly documentKind: DocumentKind
  readonly documentNumber: string
  readonly name: string
  /** yyyyMMdd. */
  readonly birth: string
  readonly phone: string
  /** Versions of the words that were consented to: to the service, and separately to what is done with the face. */
  readonly serviceConsent: string
  readonly faceConsent: string
  /** 32 random bytes under which the credential's mark is computed. */
  readonly markKey: Uint8Array
}

export interface CitizenRecord {
  readonly id: string
  readonly state: CitizenState
  /** Null once deleted. */
  readonly networkNumber: string | null
}

const identityRow = z
  .object({
    person: z.string(),
    document_kind: z.enum(documentKinds),
    document_number: z.string(),
    name: z.string(),
    birth: z.string(),
    phone: z.string(),
    service_consent: z.string(),
    face_consent: z.string(),
    mark_key: z.instanceof(Uint8Array),
  })
  .transform((row): Identity => ({
    person: row.person,
    documentKind: row.document_kind,
    documentNumber: row.document_number,
    name: row.name,
    birth: row.birth,
    phone: row.phone,
    serviceConsent: row.service_consent,
    faceConsent: row.face_consent,
    markKey: row.mark_key,
  }))

const citizenRow = z
  .object({ id: z.string(), state: z.enum(citizenStates), network_number: z.string().nullable() })
  .transform((row): CitizenRecord => ({ id: row.id, state: row.state, networkNumber: row.network_number }))

export function citizensTable(connection: Connection) {
  const insert = connection.prepare(`insert into citizens values (?, 'active', ?)`)
  const insertIdentity = connection.prepare('insert into identities values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const select = connection.prepare('select id, state, network_number from citizens where id = ?')
  const byNumber = connection.prepare(
    'select id, state, network_number from citizens where network_number = ?',
  )
  const byPerson = connection.prepare(
    'select id, state, network_number from citizens join identities on citizen = id where person = ?',
  )
  const identity = connection.prepare('select * from identities where citizen = ?')
  const setState = connection.prepare('update citizens set state = ? where id = ? and state = ?')
  const forgetIdentity = connection.prepare('delete from identities where citizen = ?')
  const forgetNumber = connection.prepare(
    `update citizens set state = 'deleted', network_number = null where id = ?`,
  )
  const forgetCodes = connection.prepare('delete from wallet_codes where citizen = ?')
  const enterIdentity = (id: string, who: Identity): void => {
    insertIdentity.run(
      id,
      who.person,
      who.documentKind,
      who.documentNumber,
      who.name,
      who.birth,
      who.phone,
      who.serviceConsent,
      who.faceConsent,
      who.markKey,
    )
  }
  return {
    enterIdentity,
    add: (id: string, networkNumber: string, who: Identity): void => {
      insert.run(id, networkNumber)
      enterIdentity(id, who)
    },
    find: (id: string): CitizenRecord | undefined => citizenRow.optional().parse(select.get(id)),
    findByNetworkNumber: (networkNumber: string): CitizenRecord | undefined =>
      citizenRow.optional().parse(byNumber.get(networkNumber)),
    /** The citizen that a person of the register is, unless there is none or it was deleted. */
    findByPerson: (person: string): CitizenRecord | undefined =>
      citizenRow.optional().parse(byPerson.get(person)),
    identity: (id: string): Identity | undefined => identityRow.optional().parse(identity.get(id)),
    /** @returns false when the citizen was not in the state before */
    change: (id: string, before: 'active' | 'suspended', after: 'active' | 'suspended'): boolean =>
      setState.run(after, id, before).changes === 1,
    /** Takes identity, network number and codes away. What stays is a row that says: there was somebody. */
    forget: (id: string): void => {
      forgetIdentity.run(id)
      forgetCodes.run(id)
      forgetNumber.run(id)
    },
  }
}
