// @ts-check
/** electron-builder calls this when a package's folder is complete: nothing of development may stay in it. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Removes the application that starts other applications, and refuses a folder with an application outside the archive.
 * @param {{ appOutDir: string }} context
 */
export default async function afterPack({ appOutDir }) {
  const resources = join(appOutDir, 'resources')
  if (!existsSync(resources)) return
  for (const name of readdirSync(resources)) {
    if (name.startsWith('default_app.')) rmSync(join(resources, name))
  }
  if (existsSync(join(resources, 'app'))) throw new Error(`${resources}/app must not be in a package`)
}
