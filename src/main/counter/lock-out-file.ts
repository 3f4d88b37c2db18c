import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LockOutFile } from './lock-out.ts'

/**
 * The file in which wrong PINs are remembered: written beside it, brought to the disk, then put in its place. A disk that is
 * full or cannot be written is no programmer's mistake: nobody logs in until it can.
 */
export function lockOutFile(path: string): LockOutFile {
  return {
    read() {
      try {
        return readFileSync(path, 'utf8')
      } catch (error) {
        if (!isSystemError(error)) throw error
        return error.code === 'ENOENT' ? null : ''
      }
    },
    write(text) {
      try {
        replace(path, text)
        return true
      } catch (error) {
        if (!isSystemError(error)) throw error
        return false
      }
    },
  }
}

function replace(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
}

function isSystemError(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && 'syscall' in error && 'code' in error
}
