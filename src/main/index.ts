import { join } from 'node:path'
import { app, session } from 'electron'
import { keepCitizenScreen, openCitizenWindow } from './shell/citizen-window.ts'
import { stopOnProgrammersMistake } from './shell/crash.ts'
import {
  disableUnusedFeatures,
  lockDownContents,
  lockDownSession,
  refuseOtherWaysToStart,
} from './shell/lock-down.ts'
import { declareScreenScheme, serveScreens } from './shell/screen-protocol.ts'
import { hearEarly } from './shell/screen-sender.ts'

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
  serveScreens(session.defaultSession, screens)
  const window = openCitizenWindow(join(preloads, 'citizen.cjs'))
  const early = hearEarly(window)
  let onScreenLost = (): void => undefined
  keepCitizenScreen(window, () => {
    onScreenLost()
  })

  const { startTerminal } = await import('./terminal.ts')
  const terminal = startTerminal({
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
