// @ts-check
/** Running a program with its whole process group, for no longer than it may. */
import { spawn } from 'node:child_process'

/** Time that a program has to end by itself after it was asked to (ms). */
const grace = 5_000

/**
 * Runs a program in a process group of its own. When the time is over the group is asked to end, then made to.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, milliseconds: number, onOutput?: (chunk: Buffer) => void }} options
 * @returns {Promise<{ code: number, output: string }>} standard output and error together
 */
export function runLimited(program, args, { cwd, env, milliseconds, onOutput }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
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
      void end(child)
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

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Ends all programs that run, with their groups. */
export async function endAll() {
  await Promise.all([...running].map(end))
}

/**
 * Ends a process group and waits until its leader is gone.
 * @param {import('node:child_process').ChildProcess} child spawned with `detached`
 */
export async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  signal(child.pid, 'SIGTERM')
  const timer = setTimeout(signal, grace, child.pid, 'SIGKILL')
  await gone
  clearTimeout(timer)
}

/** @param {number} group @param {NodeJS.Signals} name */
function signal(group, name) {
  try {
    process.kill(-group, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
