import { join } from 'node:path'
import { app, session } from 'electron'
import { counterChannels } from '../../shared/counter/counter-channels.ts'
import { ConfigurationError } from '../config/configuration-error.ts'
import { loadSettings } from '../config/settings.ts'
import { openCounterWindow } from '../shell/counter-window.ts'
import { keepScreen } from '../shell/keep-screen.ts'
import { standMisconfigured } from '../shell/misconfigured.ts'
import { counterOrigin, counterUrl, serveScreens } from '../shell/screen-protocol.ts'
import { hearEarly } from '../shell/screen-sender.ts'
import { startCounterTerminal } from './counter-terminal.ts'

/**
 * Starts a counter in a session that is locked down.
 * @param built folder of the build
 * @param began when the program began (monotonic ms)
 * @returns what records that a programmer's mistake ends it
 */
export function startAtCounter(built: string, began: number): () => void {
  const preloads = join(built, 'preload')
  serveScreens(session.defaultSession, { folder: join(built, 'renderer'), origin: counterOrigin })
  const window = openCounterWindow(join(preloads, 'counter.cjs'))
  const early = hearEarly(window, counterUrl, counterChannels.ready)
  let onScreenLost = (): void => undefined
  keepScreen(window, counterUrl, () => {
    onScreenLost()
  })
  try {
    const settings = loadSettings()
    const { counter } = settings.config
    if (!counter) throw new Error('the configuration has no counter any more')
    const terminal = startCounterTerminal({
      settings,
      counter,
      window,
      early,
      displayPreload: join(preloads, 'counter-display.cjs'),
      deviceHost: join(built, 'main', 'device-host.js'),
      began,
    })
    onScreenLost = terminal.onScreenLost
    // The display beside it goes with the staff's screen.
    window.once('closed', () => {
      app.quit()
    })
    app.once('will-quit', terminal.stop)
    return terminal.recordCrash
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    standMisconfigured(window, error, `${counterOrigin}/misconfigured/index.html`)
    return () => undefined
  }
}
