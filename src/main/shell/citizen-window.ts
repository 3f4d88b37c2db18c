import { BrowserWindow } from 'electron'
import { screenPreferences } from './screen-preferences.ts'

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
    webPreferences: screenPreferences(preload),
  })
  window.removeMenu()
  window.once('ready-to-show', () => {
    window.show()
  })
  // Not by listening to keys: a scanner that somebody switched to keyboard mode must not type codes into this process.
  window.webContents.setIgnoreMenuShortcuts(true)
  return window
}
