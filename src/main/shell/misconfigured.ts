import { app, type BrowserWindow } from 'electron'
import type { ConfigurationError } from '../config/configuration-error.ts'
import { misconfiguredUrl } from './screen-protocol.ts'

/** Exit code of a terminal that cannot be what its configuration says (EX_CONFIG of sysexits). */
const configurationFault = 78
/** So long the screen stands before whoever supervises the terminal may start it with what was mended (ms). */
const standing = 30_000

/**
 * A terminal whose configuration cannot be used: one line for the technician, a screen that sends people to a window,
 * and after a while an end that its supervisor can tell from a crash.
 */
export function standMisconfigured(
  window: BrowserWindow,
  { message }: ConfigurationError,
  url = misconfiguredUrl,
): void {
  process.stderr.write(`${message}\n`)
  const end = (): void => {
    app.exit(configurationFault)
  }
  setTimeout(end, standing)
  app.once('window-all-closed', end)
  void window.loadURL(url)
}
