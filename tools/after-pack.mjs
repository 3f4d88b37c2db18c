// @ts-check
/** electron-builder calls this when a package's folder is complete: nothing of development may stay in it. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/paths.mjs'

/** What the build says of itself; a start or a test in the same tree may have built anew since packaging began. */
function requireProductionBuild() {
  const stamp = readFileSync(join(root, 'out', '.stamp'), 'utf8')
  if (!stamp.startsWith('production ')) throw new Error('a development build must not be in a package')
}

/**
 * Removes the application that starts other applications, and refuses a development build and a folder with an
 * application outside the archive.
 * @param {{ appOutDir: string }} context
 */
export default async function afterPack({ appOutDir }) {
  requireProductionBuild()
  const resources = join(appOutDir, 'resources')
  if (!existsSync(resources)) return
  for (const name of readdirSync(resources)) {
    if (name.startsWith('default_app.')) rmSync(join(resources, name))
  }
  if (existsSync(join(resources, 'app'))) throw new Error(`${resources}/app must not be in a package`)
}
