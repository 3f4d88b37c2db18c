import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { ConfigurationError } from './config/configuration-error.ts'
import type { Settings } from './config/settings.ts'
import { isCounter } from './config/terminal-kind.ts'
import { openCitizenWindow } from './shell/citizen-window.ts'
import { stopOnProgrammersMistake } from './shell/crash.ts'
import { keepScreen } from './shell/keep-screen.ts'
import {
  disableUnusedFeatures,
  lockDownContents,
  lockDownSession,
  refuseOtherWaysToStart,
} from './shell/lock-down.ts'
import { standMisconfigured } from './shell/misconfigured.ts'
import { citizenOrigin, citizenUrl, declareScreenScheme, serveScreens } from './shell/screen-protocol.ts'
import { hearEarly } from './shell/screen-sender.ts'
import { voiceFolders } from './shell/voice-files.ts'

const began = performance.now()

// Whatever goes wrong from here on ends the terminal, for its supervisor to start it anew.
let recordCrash = (): void => undefined
stopOnProgrammersMistake(() => {
  recordCrash()
})

// Before Electron is ready: nothing to debug with, nothing that opens connections, one scheme of our own.
refuseOtherWaysToStart()
disableUnusedFeatures()
declareScreenScheme()
lockDownContents()

// One terminal per state folder.
if (!app.requestSingleInstanceLock()) app.exit(0)
void app.whenReady().then(isCounter() ? startCounter : startKiosk)

/** A counter has other screens, and the rest of it is told in counter-start.ts. */
async function startCounter(): Promise<void> {
  lockDownSession(session.defaultSession)
  const { startAtCounter } = await import('./counter/counter-start.ts')
  recordCrash = startAtCounter(join(import.meta.dirname, '..'), began)
}

async function startKiosk(): Promise<void> {
  // The screen first: its process starts while all that it is a window to is loaded here.
  const screens = join(import.meta.dirname, '..', 'renderer')
  const preloads = join(import.meta.dirname, '..', 'preload')
  lockDownSession(session.defaultSession)
  serveScreens(session.defaultSession, {
    folder: screens,
    origin: citizenOrigin,
    voices: voiceFolders(screens),
  })
  const window = openCitizenWindow(join(preloads, 'citizen.cjs'))
  const early = hearEarly(window)
  let onScreenLost = (): void => undefined
  keepScreen(window, citizenUrl, () => {
    onScreenLost()
  })

  const { startTerminal, loadSettings } = await import('./terminal.ts')
  const settings = orMisconfigured(window, loadSettings)
  if (!settings) return
  const terminal = startTerminal({
    settings,
    window,
    early,
    screens,
    entryPreload: join(preloads, 'secure-entry.cjs'),
    deviceHost: join(import.meta.dirname, 'device-host.js'),
    began,
  })
  recordCrash = terminal.recordCrash
  onScreenLost = terminal.onScreenLost

  app.on('window-all-closed', () => {
    app.quit()
  })
  app.once('will-quit', terminal.stop)
}

/** What this terminal is; null where its configuration does not say it, upon which the window does. */
function orMisconfigured(window: BrowserWindow, load: () => Settings): Settings | null {
  try {
    return load()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    standMisconfigured(window, error)
    return null
  }
}
