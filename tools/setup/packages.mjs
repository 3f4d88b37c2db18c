// @ts-check
/** Set-up, step 1: node_modules in step with package-lock.json. Node's built-ins alone: nothing is installed yet. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../lib/command.mjs'
import { root } from '../lib/paths.mjs'
import { Problem } from '../lib/problem.mjs'
import { registryFault } from './registry.mjs'

/**
 * What the stamp in node_modules must say for it to be in step with this lock file on this machine.
 * @param {Uint8Array} lock the bytes of package-lock.json
 */
export function stampOf(lock) {
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/**
 * Installs the locked packages unless they are there already.
 *
 * `npm install` and not `npm ci`: where a registry lacks a platform package of an optional dependency, npm leaves it out
 * of the lock and `npm ci` then refuses the lock. That the lock still holds is checked afterwards instead.
 * @param {string} [folder]
 * @returns {Promise<'present' | 'installed'>}
 */
export async function packages(folder = root) {
  const lockFile = join(folder, 'package-lock.json')
  const stampFile = join(folder, 'node_modules', '.passonly-stamp')
  const lock = readFileSync(lockFile)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(lock)) return 'present'

  console.log('Installing the locked packages …')
  const fault = await registryFault()
  const windows = process.platform === 'win32'
  const { code, out, error } = await run(
    windows ? 'npm.cmd' : 'npm',
    [
      'install',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      // What npm fetched before is enough; what it did not, it need not try to fetch now.
      ...(fault === undefined ? [] : ['--offline']),
    ],
    { cwd: folder, shell: windows },
  )
  if (code !== 0) {
    const reached = fault === undefined ? '' : `The npm registry is not reached (${fault}). `
    throw new Problem(`${reached}npm install failed:\n${out}${error}`)
  }
  if (!lock.equals(readFileSync(lockFile))) {
    writeFileSync(lockFile, lock)
    throw new Problem(
      'package.json and package-lock.json are not in step: npm install would have changed the lock file.\n' +
        'If you changed package.json, run npm install yourself and commit both files.',
    )
  }
  writeFileSync(stampFile, stampOf(lock))
  return 'installed'
}
