// @ts-check
/** One process at a time: a lock file that names its owner and dies with it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from './problem.mjs'

const patience = 120_000

/**
 * Does the work while no other process does work under the same lock.
 * @template T
 * @param {string} lock a file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(lock, work) {
  const deadline = performance.now() + patience
  while (!claim(lock)) {
    if (performance.now() > deadline)
      throw new Problem(`Another process holds ${lock} for more than two minutes.`)
    await wait(50)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** @param {string} lock */
function claim(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    removeIfOwnerless(lock)
    return false
  }
}

/** @param {string} lock */
function removeIfOwnerless(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'))
    // An empty file is one whose owner is about to write its number.
    if (owner > 0) process.kill(owner, 0)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ESRCH') rmSync(lock, { force: true })
    else if (code !== 'ENOENT' && code !== 'EPERM') throw error
  }
}
