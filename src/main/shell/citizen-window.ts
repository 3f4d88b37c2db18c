import { BrowserWindow } from 'electron'
import { citizenUrl } from './screen-protocol.ts'

/** The kiosk's window: the whole screen on a terminal, 1080 × 1920 on a developer's desk. */
export function openCitizenWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1080,
    height: 1920,
    useContentSize: true,
    kiosk: !__DEVELOPMENT__,
    autoHideMenuBar: true,
    show: false,
    title: 'PassOnly 只验',
    backgroundColor: '#F5F2EB',
    webPreferences: {
      preload,

      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      devTools: __DEVELOPMENT__,
    },
  })
  window.removeMenu()
  window.once('ready-to-show', () => {
    window.show()
  })
  // Not by listening to keys: a scanner that somebody switched to keyboard mode must not type codes into this process.
  window.webContents.setIgnoreMenuShortcuts(true)
  return window
}

/** A screen that ended sooner than this after it was loaded is loaded again only after a while (ms). */
const settled = 10_000
const longestPause = 5_000

/**
 * Loads the screen, and loads it again whenever its process has ended; more and more slowly when it keeps ending.
 * @param onLost called when the process ended by itself, before it is replaced
 */
export function keepCitizenScreen(window: BrowserWindow, onLost: () => void): void {
  let pause = 0
  let loadedAt = 0
  const load = (): void => {
    loadedAt = performance.now()
    if (!window.isDestroyed()) void window.loadURL(citizenUrl)
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onLost()
    pause = performance.now() - loadedAt > settled ? 0 : Math.min(longestPause, pause * 2 + 100)
    setTimeout(load, pause)
  })
  load()
}
