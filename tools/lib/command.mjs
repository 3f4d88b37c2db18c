// @ts-check
/** Running other programs: to the end, with what they print, or seen on the terminal. */
import { spawn } from 'node:child_process'

/**
 * @typedef {object} Finished
 * @property {number} code the exit code; 127 when the program does not exist, 128 when a signal ended it
 * @property {string} out
 * @property {string} error
 */

/**
 * Runs a program to its end and gives its code and what it printed. It never throws: a missing program is code 127.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { show?: boolean }} [options] `show` prints as it comes
 * @returns {Promise<Finished>}
 */
export function run(program, args, { show = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    /** @type {Buffer[]} */
    const out = []
    /** @type {Buffer[]} */
    const error = []
    child.stdout?.on('data', (chunk) => {
      out.push(chunk)
      if (show) process.stdout.write(chunk)
    })
    child.stderr?.on('data', (chunk) => {
      error.push(chunk)
      if (show) process.stderr.write(chunk)
    })
    child.once('error', (cause) => resolve({ code: 127, out: '', error: cause.message }))
    child.once('close', (code) =>
      resolve({
        code: code ?? 128,
        out: Buffer.concat(out).toString(),
        error: Buffer.concat(error).toString(),
      }),
    )
  })
}
