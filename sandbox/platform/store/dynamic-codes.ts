import { z } from 'zod'
import type { FactorName } from '../factors/factor.ts'
import type { Connection } from './database.ts'
import { octets } from './octets.ts'
import { provenFactors, writeProven } from './proven-factors.ts'

/** Of what each issued dynamic code was made. The code itself is computed anew whenever it is compared. */
export interface DynamicCodeRecord {
  readonly citizen: string
  readonly terminal: string
  readonly seed: Uint8Array
  readonly step: number
  readonly counter: number
  /** What was proven on the phone, and when (ms): codes that follow this one take it over for a while. */
  readonly proven: readonly FactorName[]
  readonly provenAt: number
  /** When it stops being taken (ms). */
  readonly validUntil: number
  /** How many other codes were tried at its terminal since it was issued. */
  readonly misses: number
  /** Serial number of the check that used it up. */
  readonly usedBy: string | null
}

export const dynamicCodesSchema = `
  create table if not exists dynamic_code_seeds (
    citizen text primary key references citizens (id),
    seed blob not null
  ) strict;
  create table if not exists dynamic_codes (
    terminal text not null references terminals (number),
    step integer not null,
    counter integer not null,
    citizen text not null references citizens (id),
    proven text not null,
    proven_at integer not null,
    valid_until integer not null,
    misses integer not null default 0,
    used_by text,
    primary key (terminal, citizen, step, counter)
  ) strict;
  create index if not exists dynamic_codes_of_terminal on dynamic_codes (terminal, valid_until);
`

const row = z
  .object({
    citizen: z.string(),
    terminal: z.string(),
    seed: octets,
    step: z.int(),
    counter: z.int(),
    proven: provenFactors,
    proven_at: z.int(),
    valid_until: z.int(),
    misses: z.int(),
    used_by: z.string().nullable(),
  })
  .transform(
    ({ valid_until: validUntil, used_by: usedBy, proven_at: provenAt, ...value }): DynamicCodeRecord => ({
      ...value,
      provenAt,
      validUntil,
      usedBy,
    }),
  )

const seedRow = z.object({ seed: octets }).optional()

export function dynamicCodesTable(connection: Connection) {
  const seedOf = connection.prepare('select seed from dynamic_code_seeds where citizen = ?')
  const addSeed = connection.prepare('insert into dynamic_code_seeds (citizen, seed) values (?, ?)')
  const insert = connection.prepare(
    `insert into dynamic_codes (terminal, step, counter, citizen, proven, proven_at, valid_until)
       values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const atTerminal = connection.prepare(
    `select citizen, terminal, seed, step, counter, proven, proven_at, valid_until, misses, used_by
     from dynamic_codes join dynamic_code_seeds using (citizen)
     where terminal = ? and valid_until > ? order by dynamic_codes.rowid desc`,
  )
  const use = connection.prepare(
    `update dynamic_codes set used_by = ?
     where terminal = ? and citizen = ? and used_by is null and valid_until > ?`,
  )
  const miss = connection.prepare(
    'update dynamic_codes set misses = misses + 1 where terminal = ? and used_by is null and valid_until > ?',
  )
  const drop = connection.prepare('delete from dynamic_codes where valid_until <= ?')
  const forgetCodes = connection.prepare('delete from dynamic_codes where citizen = ?')
  const forgetSeed = connection.prepare('delete from dynamic_code_seeds where citizen = ?')
  return {
    /** The citizen's seed, drawn at first need. */
    seed: (citizen: string, draw: () => Uint8Array): Uint8Array => {
      const kept = seedRow.parse(seedOf.get(citizen))?.seed
      if (kept) return kept
      const seed = draw()
      addSeed.run(citizen, seed)
      return seed
    },
    add: (code: Omit<DynamicCodeRecord, 'seed' | 'misses' | 'usedBy'>): void => {
      const { terminal, step, counter, citizen, proven, provenAt, validUntil } = code
      insert.run(terminal, step, counter, citizen, writeProven(proven), provenAt, validUntil)
    },
    /** Codes for one terminal that were still taken at a time (ms), the last issued first. */
    at: (terminal: string, time: number): DynamicCodeRecord[] =>
      z.array(row).parse(atTerminal.all(terminal, time)),
    /** Uses up all of a citizen's codes for a terminal: a check needs one of them alone. */
    use: (code: DynamicCodeRecord, bizSeq: string, now: number): boolean =>
      use.run(bizSeq, code.terminal, code.citizen, now).changes > 0,
    /** Some other code was tried at this terminal: counts against each one that is still good there. */
    miss: (terminal: string, now: number): void => {
      miss.run(terminal, now)
    },
    /** Removes what has not been taken since a time (ms): who asked for a code for which terminal is nobody's to keep. */
    dropBefore: (time: number): void => {
      drop.run(time)
    },
    /** Removes all that a citizen's codes were made of. */
    forget: (citizen: string): void => {
      forgetCodes.run(citizen)
      forgetSeed.run(citizen)
    },
  }
}
