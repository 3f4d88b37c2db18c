import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Platform } from '../platform/platform.ts'
import { ApiRefusal, createJsonApi } from '../web/json-api.ts'
import { type Page, servePage } from '../web/pages.ts'
import { askedSidesSchema, type checksSchema, type Sides, type sidesSchema, stageSchema } from './api.ts'
import type { StageHands } from '../scenes/stage.ts'
import { rowsWith } from './stored-rows.ts'
import { checkIn, checksIn, readTerminalJournal } from './terminal-journal.ts'

/** The four parties' own stores. Nothing else is shown: the page has no memory and no script. */
export interface FourSides {
  readonly platform: Platform
  /** The platform's database file. */
  readonly platformFile: string
  /** The journal of the terminal that stands here now; null where no terminal does. */
  readonly journalFile: () => string | null
  readonly stage: StageHands
  /** The database of each relying party's server. */
  readonly relyingParties: readonly { readonly name: string; readonly file: string }[]
}

const listed = 20
const historyLength = 50

/** The page that shows one check as each of the four keeps it. */
export function createFourSidesServer(sides: FourSides, page: Page): FastifyInstance {
  const api = createJsonApi()
  api.get('/api/checks', (): z.infer<typeof checksSchema> => {
    const journal = journalOf(sides)
    return {
      scene: sides.stage.present.scene,
      terminal: journal !== null,
      checks: checksIn(journal ?? []).slice(0, listed),
    }
  })
  api.ask('/api/sides', askedSidesSchema, ({ bizSeq }): z.infer<typeof sidesSchema> => {
    const found = sidesOf(sides, bizSeq)
    if (!found) throw new ApiRefusal(404, 'check-unknown')
    return found
  })
  api.post('/api/stage', stageSchema, async ({ scene }) => {
    const fault = await sides.stage.change(scene)
    if (fault !== null) throw new ApiRefusal(409, 'stage', { fault })
  })
  servePage(api.server, page)
  return api.server
}

function journalOf({ journalFile }: FourSides) {
  const file = journalFile()
  return file === null ? null : readTerminalJournal(file)
}

function sidesOf(sides: FourSides, bizSeq: string): Sides | undefined {
  const check = checkIn(journalOf(sides) ?? [], bizSeq)
  if (!check) return undefined
  const platform = rowsWith(sides.platformFile, bizSeq)
  return {
    bizSeq,
    outcome: check.outcome,
    citizen: {
      screens: [...check.screens],
      phones: phonesOf(sides.platform, platform),
    },
    terminal: { heldFrom: check.heldFrom, goneAt: check.goneAt, records: [...check.records] },
    relyingParties: sides.relyingParties.map(({ name, file }) => ({ name, rows: rowsWith(file, bizSeq) })),
    platform,
  }
}

/** What the phones of the people in the platform's row of a check show of it: each asks for its own history. */
function phonesOf(platform: Platform, rows: Sides['platform']): Sides['citizen']['phones'] {
  const valuesOf = (name: string) =>
    rows.flatMap(({ columns }) => columns.filter((column) => column.name === name)).map(({ value }) => value)
  const people = new Set(
    [...valuesOf('citizen'), ...valuesOf('guardian')].filter((value) => typeof value === 'string'),
  )
  const decided = new Set(valuesOf('decided_at'))
  return [...people].flatMap((citizen) => {
    const history = platform.citizens.history(citizen, citizen, historyLength)
    return (history?.checks ?? []).filter(({ at }) => decided.has(at))
  })
}
