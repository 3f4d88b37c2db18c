import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { ConfigurationError } from './config/configuration-error.ts'
import type { Settings } from './config/settings.ts'
import { keepCitizenScreen, openCitizenWindow } from './shell/citizen-window.ts'
import { stopOnProgrammersMistake } from './shell/crash.ts'
import {
  disableUnusedFeatures,
  lockDownContents,
  lockDownSession,
  refuseOtherWaysToStart,
} from './shell/lock-down.ts'
import { standMisconfigured } from './shell/misconfigured.ts'
import { citizenOrigin, declareScreenScheme, serveScreens } from './shell/screen-protocol.ts'
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
void app.whenReady().then(start)

async function start(): Promise<void> {
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
  keepCitizenScreen(window, () => {
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
