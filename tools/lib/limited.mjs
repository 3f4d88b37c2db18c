// @ts-check
/** Running a program with its whole process group, for no longer than it may. */
import { spawn } from 'node:child_process'

/**
 * @typedef {object} Ending
 * @property {NodeJS.Signals} signal by which a program is asked to end
 * @property {number} grace time that it has then to end by itself (ms)
 */

/** @type {Ending} */
const ordinary = { signal: 'SIGTERM', grace: 5_000 }

/**
 * Playwright takes down what its tests started, and the display, only when it is interrupted.
 * @type {Ending}
 */
export const playwrightEnding = { signal: 'SIGINT', grace: 10_000 }

/**
 * Runs a program in a process group of its own. When the time is over the group is asked to end, then made to.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{
 *   cwd: string,
 *   env: NodeJS.ProcessEnv,
 *   milliseconds: number,
 *   onOutput?: (chunk: Buffer) => void,
 *   ending?: Ending,
 * }} options
 * @returns {Promise<{ code: number, output: string }>} standard output and error together
 */
export function runLimited(program, args, { cwd, env, milliseconds, onOutput, ending = ordinary }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    running.set(child, ending)
    /** @type {Buffer[]} */
    const chunks = []
    const take = (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk)
      onOutput?.(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    let late = false
    const timer = setTimeout(() => {
      late = true
      take(Buffer.from(`\nStopped: its time was over.\n`))
      void end(child, ending)
    }, milliseconds)
    const done = (/** @type {number} */ code) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code: late ? 124 : code, output: Buffer.concat(chunks).toString() })
    }
    child.once('error', (error) => {
      take(Buffer.from(`${error.message}\n`))
      done(127)
    })
    child.once('close', (code) => done(code ?? 128))
  })
}

/** @type {Map<import('node:child_process').ChildProcess, Ending>} */
const running = new Map()

/** Ends all programs that run, with their groups. */
export async function endAll() {
  await Promise.all([...running].map(([child, ending]) => end(child, ending)))
}

/**
 * Ends a program in good order: its leader is asked first, as it knows how to end the others; what is left of its group
 * after that, or when the grace is over, is killed.
 * @param {import('node:child_process').ChildProcess} child spawned with `detached`
 * @param {Ending} [ending]
 */
export async function end(child, { signal: name, grace } = ordinary) {
  const { pid } = child
  if (pid === undefined) return
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => {
      child.once('exit', resolve)
    })
    signal(pid, name)
    const timer = setTimeout(signal, grace, -pid, 'SIGKILL')
    await gone
    clearTimeout(timer)
  }
  signal(-pid, 'SIGKILL')
}

/** @param {number} target a process, or minus a group @param {NodeJS.Signals} name */
function signal(target, name) {
  try {
    process.kill(target, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
