import { z } from 'zod'
import { newBizSeq } from '../../../src/shared/check.ts'
import type { Connection } from './database.ts'

/** The names by which relying parties know citizens: one for each of the two, drawn, so that no two can be put together. */
export const pseudonymsSchema = `
  create table if not exists pseudonyms (
    custom_number text not null references relying_parties (custom_number),
    citizen text not null references citizens (id),
    pseudonym text not null unique,
    primary key (custom_number, citizen)
  ) strict;
`

const row = z.object({ pseudonym: z.string() }).optional()

export function pseudonymsTable(connection: Connection, random: (length: number) => Uint8Array) {
  const select = connection.prepare(
    'select pseudonym from pseudonyms where custom_number = ? and citizen = ?',
  )
  const insert = connection.prepare('insert into pseudonyms values (?, ?, ?)')
  const forget = connection.prepare('delete from pseudonyms where citizen = ?')
  return {
    /** 网络身份应用标识: 32 letters and digits, drawn when it is first asked for. */
    of: (customNumber: string, citizen: string): string => {
      const kept = row.parse(select.get(customNumber, citizen))?.pseudonym
      if (kept !== undefined) return kept
      // The same alphabet and length as a serial number, and as little to be read from it.
      const pseudonym = newBizSeq((bytes) => {
        bytes.set(random(bytes.length))
        return bytes
      })
      insert.run(customNumber, citizen, pseudonym)
      return pseudonym
    },
    /** After this nobody can tell any more whom a relying party's name for a citizen meant. */
    forget: (citizen: string): void => {
      forget.run(citizen)
    },
  }
}
