// @ts-check
/** Whether files have changed, from their names, sizes and times: cheap enough for every start. */
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const isTest = /\.test\.[a-z]+$/

/**
 * A digest of the state of all files under the paths, tests left out. A path that does not exist counts as absent.
 * @param {string} folder
 * @param {readonly string[]} paths relative to the folder
 * @returns {string} hexadecimal
 */
export function fingerprint(folder, paths) {
  const hash = createHash('sha256')
  const visit = (/** @type {string} */ path) => {
    const state = statSync(join(folder, path), { throwIfNoEntry: false })
    if (state === undefined) hash.update(`${path}\0absent\n`)
    else if (state.isDirectory()) {
      for (const name of readdirSync(join(folder, path)).sort()) visit(join(path, name))
    } else if (!isTest.test(path)) hash.update(`${path}\0${state.size}\0${state.mtimeMs}\n`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}
