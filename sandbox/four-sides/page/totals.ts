import type { Sides } from '../api.ts'
import { type Cell, type Entry, entryOfRecord, entryOfRow, isPersonal, type Tells } from './meaning.ts'

/** What each side’s entries come to: worked out of what stands there, so that a sentence can be no better than the rows. */

export interface CitizenTotal {
  readonly steps: number
  /** Records on phones. */
  readonly records: number
  /** Whether one of them says why it did not pass. */
  readonly hasCause: boolean
}

interface WithUnknown {
  /** Columns of which nothing can be said. */
  readonly unknown: readonly string[]
}

export interface TerminalTotal extends WithUnknown {
  /** How many values the journal keeps of this check. */
  readonly values: number
}

export interface RelyingPartyTotal extends WithUnknown {
  readonly isEmpty: boolean
  /** `own`: it stands in no other store. */
  readonly pseudonym: 'none' | 'own' | 'shared'
  readonly hasAge: boolean
  /** Names of the fields that the law makes it keep. */
  readonly retained: readonly string[]
  /** Whether the platform has the person’s consent to that, under the number that stands beside them. */
  readonly isConsented: boolean
  /** Whether the platform’s own name for the person stands there. */
  readonly hasCitizen: boolean
}

/** What one may know of a check. */
export const aspects = ['citizen', 'when', 'party', 'place', 'purpose'] as const
export type Aspect = (typeof aspects)[number]

export interface PlatformTotal extends WithUnknown {
  readonly isEmpty: boolean
  readonly hasGuardian: boolean
  readonly knows: readonly Aspect[]
  /** What is certainly not there: only where there is nothing unknown that might tell it. */
  readonly lacks: readonly Aspect[]
}

/** The entries of a check, side by side. */
export interface SideEntries {
  /** What the terminal noted of the visit; the page shows it with the citizen, and it has no room for one either. */
  readonly visit: readonly Entry[]
  readonly terminal: readonly Entry[]
  readonly relyingParties: readonly { readonly name: string; readonly entries: readonly Entry[] }[]
  readonly platform: readonly Entry[]
}

export function entriesOf({ bizSeq, citizen, terminal, relyingParties, platform }: Sides): SideEntries {
  return {
    visit: citizen.screens.map(entryOfRecord),
    terminal: terminal.records.map(entryOfRecord),
    relyingParties: relyingParties.map(({ name, rows }) => ({
      name,
      entries: rows.map((row) => entryOfRow(row, bizSeq)),
    })),
    platform: platform.map((row) => entryOfRow(row, bizSeq)),
  }
}

const cellsOf = (entries: readonly Entry[]): readonly Cell[] => entries.flatMap(({ cells }) => cells)
const distinct = (names: readonly string[]) => [...new Set(names)]
const someTell = (cells: readonly Cell[], tells: Tells) => cells.some((cell) => cell.tells === tells)
const named = (cells: readonly Cell[], tells: Tells) =>
  distinct(cells.filter((cell) => cell.tells === tells).map(({ name }) => name))

export function citizenTotal({ citizen: { screens, phones } }: Sides): CitizenTotal {
  return {
    steps: screens.length,
    records: phones.length,
    hasCause: phones.some(({ cause }) => cause !== null),
  }
}

export function terminalTotal({ visit, terminal }: SideEntries): TerminalTotal {
  const suspect = cellsOf([...visit, ...terminal]).filter(
    (cell) => cell.tells === 'unknown' || isPersonal(cell),
  )
  return { values: cellsOf(terminal).length, unknown: distinct(suspect.map(({ name }) => name)) }
}

export function relyingPartyTotal({ relyingParties, terminal, platform }: SideEntries): RelyingPartyTotal {
  const entries = relyingParties.flatMap((party) => party.entries)
  const cells = cellsOf(entries)
  const pseudonyms = cells.filter(({ tells }) => tells === 'pseudonym')
  const isElsewhere = ({ value }: Cell) =>
    cellsOf([...terminal, ...platform]).some((cell) => cell.value === value) ||
    relyingParties.filter((party) => cellsOf(party.entries).some((cell) => cell.value === value)).length > 1
  const consents = platform
    .filter(({ name }) => name === 'consents')
    .flatMap(({ stored }) => stored)
    .filter(({ name }) => name === 'number')
  const keeping = entries.filter((entry) => someTell(entry.cells, 'retained'))
  return {
    isEmpty: entries.length === 0,
    pseudonym: pseudonyms.length === 0 ? 'none' : pseudonyms.some(isElsewhere) ? 'shared' : 'own',
    hasAge: someTell(cells, 'age'),
    retained: named(cells, 'retained'),
    isConsented: keeping.every(({ stored }) =>
      stored.some(
        ({ name, value }) => name === 'consent' && consents.some((consent) => consent.value === value),
      ),
    ),
    hasCitizen: someTell(cells, 'citizen') || someTell(cells, 'guardian'),
    unknown: named(cells, 'unknown'),
  }
}

export function platformTotal({ platform }: SideEntries): PlatformTotal {
  const cells = cellsOf(platform)
  const unknown = named(cells, 'unknown')
  const tells = (aspect: Tells) => someTell(cells, aspect)
  return {
    isEmpty: platform.length === 0,
    hasGuardian: tells('guardian'),
    knows: aspects.filter(tells),
    lacks: unknown.length === 0 ? aspects.filter((aspect) => !tells(aspect)) : [],
    unknown,
  }
}
