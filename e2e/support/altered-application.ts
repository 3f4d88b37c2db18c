import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../tools/lib/paths.mjs'

/** A copy of the application's build with some of its words changed. */
export interface AlteredApplication {
  readonly folder: string
  readonly remove: () => void
}

/**
 * Takes one lock off a copy of the build, to see that the one behind it holds.
 * @param changes words of main's entry and what is to stand there instead; each must be there, and once
 */
export function alterApplication(changes: readonly (readonly [string, string])[]): AlteredApplication {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-altered-'))
  for (const path of ['package.json', 'out/main', 'out/preload', 'out/renderer'])
    cpSync(join(root, path), join(folder, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const entry = join(folder, 'out', 'main', 'index.js')
  let code = readFileSync(entry, 'utf8')
  for (const [from, to] of changes) {
    if (code.split(from).length !== 2) throw new Error(`main does not have exactly one ${from}`)
    code = code.replace(from, () => to)
  }
  writeFileSync(entry, code)
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
