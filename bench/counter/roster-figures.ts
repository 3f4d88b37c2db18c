import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importRoster } from '../../src/main/counter/roster/import-roster.ts'
import { gbkOf, rosterText } from '../../src/main/counter/roster/roster-fixture.ts'
import { openRosterStore, type RosterStore } from '../../src/main/counter/roster/roster-store.ts'
import { ticketNumberSchema } from '../../src/shared/counter/admission.ts'
import { root } from '../../tools/lib/paths.mjs'
import { type Figure, median, percentile } from '../measure/figures.ts'

const lookUps = 20_000

/** How long a roster takes from its file on the disk to being in use, and somebody on it to be found. */
export async function rosterFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(root, 'out', 'bench-roster-'))
  const store = openRosterStore(join(folder, 'roster.db'))
  try {
    const few = rosterText(20_000)
    return [
      await imported(store, folder, 20_000, 'UTF-8', Buffer.from(few)),
      await imported(store, folder, 20_000, 'GBK', gbkOf(few)),
      ...lookedUp(store, 20_000),
      await imported(store, folder, 200_000, 'UTF-8', Buffer.from(rosterText(200_000))),
      ...lookedUp(store, 200_000),
    ]
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function imported(
  store: RosterStore,
  folder: string,
  lines: number,
  encoding: string,
  bytes: Uint8Array,
): Promise<Figure> {
  const path = join(folder, 'roster.csv')
  writeFileSync(path, bytes)
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const began = performance.now()
    const result = await importRoster(path, { sessions: [] }, store)
    times.push(performance.now() - began)
    if (result.state !== 'imported') throw new Error('the roster was refused')
  }
  const floor = (lines / 20_000) * 2_000
  return {
    what: `${lines} lines of ${encoding} imported, median of ${times.length} (ms)`,
    ours: median(times).toFixed(0),
    floor: String(floor),
    ratio: median(times) / floor,
    bar: '≤ 1',
  }
}

function lookedUp(store: RosterStore, lines: number): readonly Figure[] {
  const times: number[] = []
  for (let count = 0; count < lookUps; count++) {
    const number = ((count * 7_919) % lines) + 1
    const ticket = ticketNumberSchema.parse(`2026${String(number).padStart(8, '0')}`)
    const began = performance.now()
    const found = store.find(ticket)
    times.push(performance.now() - began)
    if (found.length !== 1) throw new Error('somebody on the roster was not found')
  }
  return [0.5, 0.99].map((share) => ({
    what: `looked up among ${lines}, p${share * 100} of ${times.length} (ms)`,
    ours: percentile(times, share).toFixed(3),
    floor: '1',
    ratio: percentile(times, share),
    bar: '≤ 1',
  }))
}
