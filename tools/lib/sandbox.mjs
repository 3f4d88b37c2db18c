// @ts-check
/** Starting the sandbox: a program of its own, under plain Node. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { end } from './limited.mjs'
import { root } from './paths.mjs'
import { Problem } from './problem.mjs'

/** @typedef {import('../../src/shared/sandbox-ready.ts').SandboxReady} SandboxReady */

/**
 * @typedef {object} RunningSandbox
 * @property {SandboxReady} ready where everything is
 * @property {number} pid
 * @property {(hear: (stage: import('../../src/shared/sandbox-ready.ts').StageLine) => void) => void} onStage hears when
 *   somebody has set up another scene
 * @property {Promise<void>} ended resolves when the process has ended, for whatever reason
 * @property {() => Promise<void>} stop
 */

/** How long a sandbox may take until all of it listens (ms). The first start makes a certificate authority. */
const patience = 20_000

/**
 * Starts the built sandbox and waits until all of it listens on the loopback.
 * @param {object} options
 * @param {string} options.folder where it keeps everything; made when missing
 * @param {readonly string[]} [options.args] further arguments, such as `--platform-port 8801`
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<RunningSandbox>}
 */
export async function startSandbox({ folder, args = [], env = process.env }) {
  const child = spawn(
    process.execPath,
    [join(root, 'out', 'sandbox', 'main.js'), '--folder', folder, ...args],
    {
      cwd: root,
      env,
      // A group of its own: Ctrl-C reaches us alone, and we end things in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
    process.stderr.write(chunk)
  })
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  try {
    const lines = createInterface({ input: child.stdout })
    const ready = await firstLine(lines, ended, () => complaint)
    return {
      ready: JSON.parse(ready),
      pid: child.pid ?? 0,
      onStage: (hear) => void lines.on('line', (line) => hear(JSON.parse(line))),
      ended,
      stop: () => end(child),
    }
  } catch (error) {
    await end(child)
    throw error
  }
}

/**
 * @param {import('node:readline').Interface} lines
 * @param {Promise<void>} ended
 * @param {() => string} complaint
 * @returns {Promise<string>}
 */
function firstLine(lines, ended, complaint) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Problem(`The sandbox was not ready in ${patience / 1000} s. ${complaint()}`))
    }, patience)
    lines.once('line', (line) => {
      clearTimeout(timer)
      resolve(line)
    })
    const fail = () => {
      clearTimeout(timer)
      reject(new Problem(`The sandbox ended before it was ready. ${complaint()}`))
    }
    void ended.then(fail)
  })
}
