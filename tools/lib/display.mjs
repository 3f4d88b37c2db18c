// @ts-check
/** A screen for Electron: the desktop's, or a virtual one. */
import { spawn } from 'node:child_process'
import { Problem } from './problem.mjs'

/**
 * Whether there is a desktop to open windows on.
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function hasDisplay(environment = process.env) {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/**
 * @typedef {object} Display
 * @property {Readonly<Record<string, string>>} environment what a program needs to draw there
 * @property {boolean} virtual
 * @property {() => Promise<void>} stop
 */

/**
 * Gives the desktop's display, or starts a virtual one of 1200×2000: larger than the kiosk's 1080×1920, as no window manager is there to keep
 * a window inside. `always` starts a virtual one even where a desktop is, for tests; `size` gives it another size, and
 * `folder` a file `Xvfb_screen0` that holds what it shows (X window dump).
 * @param {{ always?: boolean, size?: string, folder?: string }} [options]
 * @returns {Promise<Display>}
 */
export async function startDisplay({ always = false, size = '1200x2000', folder } = {}) {
  if (process.platform !== 'linux' || (!always && hasDisplay())) {
    return { environment: {}, virtual: false, stop: async () => undefined }
  }
  const mapped = folder === undefined ? [] : ['-fbdir', folder]
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset', ...mapped],
    // A group of its own: Ctrl-C must not end the display before what draws on it.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  )
  let complaint = ''
  server.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const ended = new Promise((resolve) => {
    server.once('exit', resolve)
    server.once('error', resolve)
  })
  const number = await new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3]?.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
    void ended.then(() =>
      reject(new Problem(`The virtual display did not start: ${complaint || 'Xvfb is missing'}`)),
    )
  })
  return {
    environment: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' },
    virtual: true,
    stop: async () => {
      server.kill('SIGTERM')
      await ended
    },
  }
}
