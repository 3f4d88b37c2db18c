// @ts-check
/**
 * The application that Electron starts when it is given another one on its command line. The runtime from the npm
 * registry comes without it, so this is one of our own: `main.mjs` is packed into resources/default_app.asar.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lib/paths.mjs'

const source = join(root, 'tools', 'setup', 'default-app', 'main.mjs')

/**
 * Puts resources/default_app.asar into a runtime unless this very version of it is there already.
 * It must be an asar file: a folder resources/app would travel into packages.
 * @param {string} runtime the runtime's folder
 */
export async function installDefaultApp(runtime) {
  const archive = join(runtime, 'resources', 'default_app.asar')
  const stamp = join(runtime, 'resources', 'default_app.sha256')
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex')
  if (existsSync(archive) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return

  const { createPackage } = await import('@electron/asar')
  const folder = mkdtempSync(join(tmpdir(), 'passonly-default-app-'))
  try {
    copyFileSync(source, join(folder, 'main.mjs'))
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'electron', type: 'module', main: 'main.mjs' }),
    )
    await createPackage(folder, archive)
    writeFileSync(stamp, digest)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
