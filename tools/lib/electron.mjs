// @ts-check
/** Starting Electron with the built application. */
import { join } from 'node:path'
import { executable, findRuntime } from '../setup/electron.mjs'
import { root } from './paths.mjs'
import { Problem } from './problem.mjs'

/**
 * The Electron executable that set-up found or fetched.
 * @returns {string} absolute
 */
export function electronPath() {
  const runtime = findRuntime()
  if (runtime === undefined) throw new Problem('There is no Electron runtime yet. Run: node tools/setup.mjs')
  return join(runtime.folder, executable)
}

/**
 * Electron's own arguments: `--no-sandbox` as root, where Chromium refuses to start otherwise, and never else. They stand
 * before the application's folder; what follows it is the application's.
 * @param {readonly string[]} [ofApplication]
 * @param {string} [folder] another application's than the one built here
 * @returns {string[]}
 */
export function electronArguments(ofApplication = [], folder = root) {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder, ...ofApplication]
}
