import type { BrowserWindow } from 'electron'

/** A screen that ended sooner than this after it was loaded is loaded again only after a while (ms). */
const settled = 10_000
const longestPause = 5_000

/**
 * Loads the screen, and loads it again whenever its process has ended; more and more slowly when it keeps ending.
 * @param url the screen's own address
 * @param onLost called when the process ended by itself, before it is replaced
 */
export function keepScreen(window: BrowserWindow, url: string, onLost: () => void): void {
  let pause = 0
  let loadedAt = 0
  const load = (): void => {
    loadedAt = performance.now()
    if (!window.isDestroyed()) void window.loadURL(url)
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onLost()
    pause = performance.now() - loadedAt > settled ? 0 : Math.min(longestPause, pause * 2 + 100)
    setTimeout(load, pause)
  })
  load()
}
