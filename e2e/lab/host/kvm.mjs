// @ts-check
/** Whether the processor's own help is worth a try, and a note of where it was not. */
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} cache */
const noteFile = (cache) => join(cache, 'kvm-does-not-work')

/** Names the time since the machine was last started: after a restart it may be another machine. */
const thisStart = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')

/**
 * @param {string} cache folder of the lab
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function mayUseKvm(cache, environment = process.env) {
  if (environment.PASSONLY_LAB_ACCELERATOR === 'tcg') return false
  const note = noteFile(cache)
  if (existsSync(note) && readFileSync(note, 'utf8') === thisStart()) return false
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** @param {string} cache */
export function noteThatKvmDoesNotWork(cache) {
  writeFileSync(noteFile(cache), thisStart())
}
