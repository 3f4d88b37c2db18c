import { startDisplay } from '../../tools/lib/display.mjs'

/** A display of its own for the demo's kiosk: pictures are taken, nobody need watch. Gives what to do afterwards. */
export default async function demoDisplay(): Promise<() => Promise<void>> {
  const display = await startDisplay({ always: true })
  Object.assign(process.env, display.environment)
  return display.stop
}
