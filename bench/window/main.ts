import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { app, BrowserWindow, ipcMain } from 'electron'
import { openFloor } from './floor.ts'

/**
 * The least an Electron program can be: one window with one word in it. With `FLOOR_PLATFORM` set it also does what a
 * check cannot do without: seal, sign, one HTTP exchange, verify, and one frame. It says on standard output when its
 * window has been painted, and takes one code a line on standard input.
 */
const folder = process.env['BENCH_WINDOW'] ?? ''
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)
const now = () => performance.timeOrigin + performance.now()

void app.whenReady().then(open)

async function open(): Promise<void> {
  const window = new BrowserWindow({
    width: 1080,
    height: 1920,
    useContentSize: true,
    show: false,
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, backgroundThrottling: false },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  ipcMain.on('window:painted', (_event, at: unknown) => {
    say({ painted: at })
  })
  await window.loadFile(join(folder, 'page.html'))
  const platform = process.env['FLOOR_PLATFORM']
  if (platform === undefined) return
  const check = await openFloor(platform, process.env['FLOOR_ENROLMENT_CODE'] ?? '')
  say({ ready: true })
  for await (const code of createInterface({ input: process.stdin })) {
    const began = now()
    const verdict = await check(code)
    window.webContents.send('window:show', verdict)
    say({ began, verdict })
  }
}
