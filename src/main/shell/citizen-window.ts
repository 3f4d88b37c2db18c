import { BrowserWindow, type Session } from 'electron'
import { citizenUrl } from './screen-protocol.ts'

/** The kiosk's window: the whole screen on a terminal, 1080 × 1920 on a developer's desk. */
export function openCitizenWindow(preload: string, session: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1080,
    height: 1920,
    useContentSize: true,
    kiosk: !__DEVELOPMENT__,
    resizable: __DEVELOPMENT__,
    autoHideMenuBar: true,
    show: false,
    title: 'PassOnly 只验',
    backgroundColor: '#F5F2EB',
    webPreferences: {
      preload,
      session,
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
  window.webContents.on('before-input-event', (event, input) => {
    if (!__DEVELOPMENT__ && (input.control || input.meta || input.alt)) event.preventDefault()
  })
  return window
}

export async function loadCitizenScreen(window: BrowserWindow): Promise<void> {
  await window.loadURL(citizenUrl)
}
