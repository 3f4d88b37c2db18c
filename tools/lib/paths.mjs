// @ts-check
/** Where things are: the repository, and the folder for what is fetched once and shared between clones. */
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder, absolute. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The version of Electron that the tests run: Electron 33.2.1, with Chromium 130 and Node 20.18. */
export const testedElectron = '33.2.1'

/**
 * The folder that outlives node_modules and is shared by all clones of one user.
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function cacheFolder(environment = process.env) {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'passonly')
}

/**
 * The folder of a cached Electron runtime, existing or not.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function runtimeFolder(version, environment = process.env) {
  return join(cacheFolder(environment), `electron-${version}-${process.platform}-${process.arch}`)
}
