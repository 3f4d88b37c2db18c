/**
 * How long things take, each beside the least that could be done for it, in the same run: `npm run bench` for all of it,
 * `npm run bench -- drivers`, `-- platform`, `-- kills`, `-- guesses`, `-- roster`, `-- admissions`, `-- counter`, `-- screen`, `-- hall-api`
 * or `-- terminal` for a part.
 */
import { cpus } from 'node:os'
import { argv } from 'node:process'
import { type Figure, isMet, table } from './measure/figures.ts'

interface Part {
  readonly figures: (tell: (figure: Figure) => void) => Promise<readonly Figure[]>
  readonly note: string
}

/** Loaded when they are measured: to load the terminal's is to start its sandbox. */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  drivers: async () => ({
    figures: (await import('./drivers/driver-figures.ts')).driverFigures,
    note: 'Floor: the same commands in a bare loop through the same service to a card that answers at once; a plain copy of the same octets.',
  }),
  platform: async () => ({
    figures: (await import('./platform/platform-figures.ts')).platformFigures,
    note: 'Floor: the bar itself. The platform verifies and opens on two threads; its terminals run on the same processors.',
  }),
  kills: async () => ({
    figures: (await import('./platform/kill-figures.ts')).killFigures,
    note: 'Floor: all of them. Killed with SIGKILL in the middle of sixteen checks at once, and started again on the same file.',
  }),
  roster: async () => ({
    figures: (await import('./counter/roster-figures.ts')).rosterFigures,
    note: 'Floor: the bar itself, 2 s for an import and 1 ms for a look-up; for 200,000 lines ten times the former.',
  }),
  admissions: async () => ({
    figures: (await import('./counter/admission-figures.ts')).admissionFigures,
    note: 'Floor: one person a second; the first 400 checks for the last 400. Each is two transactions that are on the disk.',
  }),
  counter: async () => ({
    figures: (await import('./counter/counter-figures.ts')).counterFigures,
    note: 'Floor: one person a second; the first 400 checks for the last 400; the heap before them, and 1 MB that it may grow. Readers and platform answer at once; journal and store are on the disk.',
  }),
  screen: async () => ({
    figures: (await import('./screen.ts')).screenFigures,
    note: 'Floor: one frame of sixty a second; 100 ms for a touch; for frames an empty Electron window of the same size in which one square moves as the phone in the picture does, as often and as long. Dropped is what Chromium’s compositor traces as dropped where it can be seen: something moves, and the display had its turn without a new picture. A frame that nothing waits for is not dropped. The ratio of dropped frames is of both counts and one more.',
  }),
  'hall-api': async () => ({
    figures: (await import('./hall-api.ts')).hallApiFigures,
    note: 'Floor: the bar itself. What a check takes longer for having been asked for: its beginning, beside a touch in the same run, and its end, once the verdict stands on the glass.',
  }),
  terminal: async () => ({
    figures: (await import('./terminal.ts')).terminalFigures,
    note: 'Floor: an empty Electron window; for a check also sealing, signing, one exchange, verifying and one frame.',
  }),
}

const wanted = argv.slice(2).filter((name) => name in parts)
console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const [name, load] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const { figures, note } = await load()
  const measured = await figures(({ what }) => {
    console.log(`${what}: done`)
  })
  console.log(`\n${table(measured)}\n\n${note}\n`)
  for (const figure of measured.filter((figure) => !isMet(figure))) {
    console.log(`Not reached: ${figure.what} is ${figure.ratio.toFixed(2)}, to be ${figure.bar}`)
    process.exitCode = 1
  }
}
