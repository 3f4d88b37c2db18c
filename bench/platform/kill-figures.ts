import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { killRun } from '../../sandbox/platform/killed.fake.ts'
import { root } from '../../tools/lib/paths.mjs'
import type { Figure } from '../measure/figures.ts'

/** `npm run bench -- kills`, or `-- kills 1000`. */
const given = Number(argv.find((word) => /^[0-9]+$/.test(word)))
const kills = Number.isInteger(given) && given > 0 ? given : 200

/** What came of killing the platform at random points under load; the floor is what it must be. */
export async function killFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(root, 'out', 'bench-kills-'))
  try {
    const program = join(root, 'out', 'bench', 'platform-server.js')
    const run = await killRun({ program, folder, kills, random: Math.random })
    const share = (what: string, ours: number, floor: number): Figure => ({
      what,
      ours: String(ours),
      floor: String(floor),
      ratio: ours / floor,
      bar: '1',
    })
    const { sent, acknowledged, lost, changed, refused } = run
    return [
      share(
        `checks acknowledged before ${run.kills} kills that are in the file`,
        acknowledged - lost,
        acknowledged,
      ),
      share('checks that got one reply, before and after', sent - changed, sent),
      share('checks that passed in the end', sent - refused, sent),
      share('rows in the file, of checks sent', run.rows, sent),
      share('receipt numbers in the file', run.receipts, sent),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
