// @ts-check
/** Everything a fresh clone needs. `node tools/setup.mjs [start|demo|test]`; npm start, npm run demo and npm test do it by themselves. */
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { hasDisplay } from './lib/display.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { debian } from './setup/debian.mjs'
import { describe, electron } from './setup/electron.mjs'
import { packages } from './setup/packages.mjs'

/**
 * Installs what is missing: the locked packages, an Electron runtime, Debian's packages. With everything there it takes
 * well under a second. Afterwards ELECTRON_OVERRIDE_DIST_PATH names the runtime for this process and its children, so
 * that importing `electron` never starts a download.
 * @param {import('./setup/debian.mjs').Profile} profile
 * @returns {Promise<import('./setup/electron.mjs').Runtime>}
 */
export async function setup(profile) {
  const began = performance.now()
  await packages()
  const [runtime] = await Promise.all([electron(), debian(profile, hasDisplay())])
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
  console.log(describe(runtime))
  console.log(`Set-up: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return runtime
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await runTool(async () => {
    const profile = argv[2] ?? 'start'
    if (profile !== 'start' && profile !== 'demo' && profile !== 'test') {
      throw new Problem('node tools/setup.mjs [start|demo|test]')
    }
    await setup(profile)
  })
}
