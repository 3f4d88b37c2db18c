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
 * Ends a program in good order: its leader is asked first, as it knows how to end the others; what is left of its group
 * after that, or when the grace is over, is killed.
 * @param {import('node:child_process').ChildProcess} child spawned with `detached`
 */
export async function end(child) {
  const { pid } = child
  if (pid === undefined) return
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => {
      child.once('exit', resolve)
    })
    signal(pid, 'SIGTERM')
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
