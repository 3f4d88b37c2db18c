import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LockOutFile } from './lock-out.ts'

/** The file in which wrong PINs are remembered: written beside it, brought to the disk, then put in its place. */
export function lockOutFile(path: string): LockOutFile {
  return {
    read() {
      try {
        return readFileSync(path, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    write(text) {
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
    },
  }
}
