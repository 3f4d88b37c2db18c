// @ts-check
/** What end-to-end tests stand on: an Electron runtime, a current build, and a display of their own. */
import { build } from '../build.mjs'
import { startDisplay } from '../lib/display.mjs'
import { setup } from '../setup.mjs'

/** Playwright calls this before all tests; the workers inherit the environment. It gives what to do after them. */
export default async function e2eSetup() {
  await setup('test')
  await build()
  const display = await startDisplay({ always: true })
  Object.assign(process.env, display.environment)
  return display.stop
}
