// @ts-check
/** The Electron that its makers publish, or a mirror of it. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.mjs'
import { checkIntegrity } from './integrity.mjs'
import { download } from './download.mjs'
import { unzip } from './unzip.mjs'

const releases = 'https://github.com/electron/electron/releases/download/'

/**
 * The address of a release's archive. ELECTRON_MIRROR replaces everything before the version, as the electron package has it.
 * @param {string} version
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function addressOf(version, name, environment = process.env) {
  const mirror = environment.ELECTRON_MIRROR || environment.npm_config_electron_mirror || releases
  return `${mirror.endsWith('/') ? mirror : `${mirror}/`}v${version}/${name}`
}

/**
 * Fetches, checks against the digests in the electron package, and unpacks.
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string | undefined>} why it could not be had; a wrong digest throws instead
 */
export async function fetchOfficial(version, folder) {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const checksums = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'checksums.json'), 'utf8'))
  const expected = checksums[name]
  if (typeof expected !== 'string') return `there is no ${name}`
  const archive = join(folder, name)
  const failure = await download(addressOf(version, name), archive)
  if (failure !== undefined) return failure
  await checkIntegrity(archive, 'sha256', 'hex', expected)
  await unzip(archive, folder, (entry) => entry)
  rmSync(archive)
  return undefined
}
