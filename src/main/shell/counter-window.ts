import { BrowserWindow, type Display, screen } from 'electron'
import { screenPreferences } from './screen-preferences.ts'

const common = {
  autoHideMenuBar: true,
  show: false,
  title: 'PassOnly 只验',
  backgroundColor: '#F5F2EB',
  useContentSize: true,
} as const

function prepare(window: BrowserWindow): BrowserWindow {
  window.removeMenu()
  window.once('ready-to-show', () => {
    window.show()
  })
  // A scanner that somebody switched to keyboard mode must not type codes into this process.
  window.webContents.setIgnoreMenuShortcuts(true)
  return window
}

/** The staff's screen: the whole of the first display on a terminal, 1280 × 800 on a developer's desk. */
export function openCounterWindow(preload: string): BrowserWindow {
  return prepare(
    new BrowserWindow({
      ...common,
      width: 1280,
      height: 800,
      kiosk: !__DEVELOPMENT__,
      webPreferences: screenPreferences(preload),
    }),
  )
}

/** The citizen's display, on the display that is not the staff's. @param place null for a window on a developer's desk */
function openDisplayWindow(preload: string, place: Display | null): BrowserWindow {
  const window = new BrowserWindow({
    ...common,
    ...(place ? place.bounds : { width: 1024, height: 768 }),
    kiosk: place !== null && !__DEVELOPMENT__,
    // Keys are the staff's.
    focusable: false,
    webPreferences: screenPreferences(preload),
  })
  return prepare(window)
}

export interface DisplayWatch {
  readonly isConnected: () => boolean
  /** Looks for a display now, and whenever one is connected or taken away. */
  readonly start: () => void
  readonly stop: () => void
}

export interface DisplayWatchParts {
  readonly preload: string
  /** Opens the display's page in a window that has just been made. */
  readonly onOpened: (window: BrowserWindow) => void
  readonly onChange: () => void
}

/** Keeps a window on the second display for as long as there is one. A development build can be told to have one anyway. */
export function watchDisplays({ preload, onOpened, onChange }: DisplayWatchParts): DisplayWatch {
  let window: BrowserWindow | null = null
  const isWanted = __DEVELOPMENT__ && process.env['PASSONLY_COUNTER_DISPLAY'] === 'window'
  const second = () => screen.getAllDisplays().find(({ id }) => id !== screen.getPrimaryDisplay().id) ?? null
  const look = (): void => {
    const place = second()
    const isThere = place !== null || isWanted
    if (isThere === (window !== null)) return
    if (isThere) {
      window = openDisplayWindow(preload, place)
      window.once('closed', () => {
        window = null
        onChange()
      })
      onOpened(window)
    } else window?.close()
    onChange()
  }
  return {
    isConnected: () => window !== null,
    start() {
      screen.on('display-added', look)
      screen.on('display-removed', look)
      look()
    },
    stop() {
      screen.off('display-added', look)
      screen.off('display-removed', look)
    },
  }
}
